import { Dialog } from '../controls/dialog.tsx';
import styles from './commands.module.css';
import { KeyNames } from './key_names.tsx';
import type { Keys } from './keys.ts';
import { commandMenu, shortcuts } from './shortcuts.ts';

/** Keys with which the message box, an answer and dialogs deal themselves. */
const others: { name: string; keys: Keys }[] = [
  { name: 'Send the message', keys: { key: 'enter' } },
  { name: 'New line', keys: { key: 'enter', shift: true } },
  { name: 'Stop the answer, or close what is in front', keys: { key: 'escape' } },
];

export function ShortcutsDialog() {
  return (
    <Dialog title="Keyboard shortcuts" description="Single keys work outside of text fields." place="middle">
      <dl className={styles.shortcuts}>
        {[commandMenu, ...shortcuts, ...others].map(({ name, keys }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <KeyNames keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
