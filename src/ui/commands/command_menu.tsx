import { Command as Menu } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useEffect, useState } from 'react';
import { titleOf } from '../../store/conversations/conversation_record.ts';
import { useConversations } from '../../store/hooks.ts';
import { showConversation } from '../../store/stores.ts';
import { closeDialog } from '../view/view.ts';
import styles from './commands.module.css';
import { commandsNow } from './commands.ts';
import { KeyNames } from './key_names.tsx';
import { shortcuts } from './shortcuts.ts';
import { menuIsGone, takeTyped } from './typed_ahead.ts';
import { t } from '../../strings/commands/t.ts';

/** More would hide the commands. */
const shownConversations = 8;

function matches(text: string, query: string): boolean {
  const words = query.toLowerCase().split(/\s+/);
  return words.every((word) => text.toLowerCase().includes(word));
}

/** Radix would select what was typed already. */
function focusInput(event: Event): void {
  event.preventDefault();
  (event.currentTarget as Element).querySelector('input')?.focus();
}

/** Commands and conversations, by their names. */
export function CommandMenu() {
  const [query, setQuery] = useState('');
  useEffect(() => menuIsGone, []);
  const [commands] = useState(commandsNow);
  const rows = useConversations((state) => state.rows) ?? [];
  const found = commands.filter(({ name }) => matches(name, query));
  const conversations = rows.filter((row) => matches(titleOf(row), query)).slice(0, shownConversations);
  const choose = (run: () => void) => () => {
    closeDialog();
    run();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && closeDialog()}>
      <Dialog.Portal>
        <div className={styles.backdrop} />
        <Dialog.Content
          className={styles.menu}
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            focusInput(event);
            // From here on keys reach the input.
            setQuery(takeTyped());
          }}
        >
          <Dialog.Title className="visually-hidden">{t('commands')}</Dialog.Title>
          <Menu label={t('commands')} shouldFilter={false} loop>
            <Menu.Input
              className={styles.input}
              placeholder={t('placeholder')}
              value={query}
              onValueChange={setQuery}
            />
            <Menu.List className={styles.list} label={t('commands')}>
              <Menu.Empty className={styles.empty}>{t('none')}</Menu.Empty>
              {found.length > 0 && (
                <Menu.Group heading={t('commands')}>
                  {found.map(({ name, run }) => (
                    <Menu.Item key={name} value={name} className={styles.item} onSelect={choose(run)}>
                      {name}
                      <Keys of={name} />
                    </Menu.Item>
                  ))}
                </Menu.Group>
              )}
              {conversations.length > 0 && (
                <Menu.Group heading={t('conversations')}>
                  {conversations.map((row) => (
                    <Menu.Item
                      key={row.id}
                      value={row.id}
                      className={styles.item}
                      onSelect={choose(() => void showConversation(row.id))}
                    >
                      <span className={styles.title}>{titleOf(row)}</span>
                    </Menu.Item>
                  ))}
                </Menu.Group>
              )}
            </Menu.List>
          </Menu>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Keys({ of: command }: { of: string }) {
  const shortcut = shortcuts().find(({ name }) => name === command);
  return shortcut ? <KeyNames keys={shortcut.keys} /> : null;
}
