import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { closeDialog } from '../view/view.ts';
import { focusMessage } from '../chat/focus_message.ts';
import { IconButton } from './button.tsx';
import styles from './dialog.module.css';
import { t } from '../../strings/page/t.ts';

interface Props {
  title: string;
  description: string;
  /** `middle` of the window, or along its `left` or right `side`. */
  place: 'middle' | 'wide' | 'left' | 'side';
  onClose?: () => void;
  children: ReactNode;
}

/**
 * A view in front of the chat. Radix traps the focus. The backdrop is our own: to lock a scrolling body, Radix's Overlay
 * injects a style element, which the page's Content-Security-Policy forbids, and our body does not scroll.
 */
export function Dialog({ title, description, place, onClose = closeDialog, children }: Props) {
  const opener = useRef(document.activeElement);
  const giveFocusBack = (event: Event) => {
    event.preventDefault(); // Radix would look for a trigger, and a view's only trigger is the address
    const { current } = opener;
    if (current instanceof HTMLElement && current !== document.body && current.isConnected) current.focus();
    else focusMessage();
  };
  return (
    <Primitive.Root open onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <div className={styles.backdrop} />
        <Primitive.Content className={styles.dialog} data-place={place} onCloseAutoFocus={giveFocusBack}>
          <header className={styles.head}>
            <div>
              <Primitive.Title>{title}</Primitive.Title>
              <Primitive.Description>{description}</Primitive.Description>
            </div>
            <Primitive.Close asChild>
              <IconButton label={t('close')} icon={X} />
            </Primitive.Close>
          </header>
          <div className={styles.body}>{children}</div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
