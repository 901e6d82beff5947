import { Dialog } from '../controls/dialog.tsx';
import styles from './commands.module.css';
import { KeyNames } from './key_names.tsx';
import type { Keys } from './keys.ts';
import { commandMenu, shortcuts } from './shortcuts.ts';
import { t } from '../../strings/commands/t.ts';

/** Keys with which the message box, an answer and dialogs deal themselves. */
const others = (): { name: string; keys: Keys }[] => [
  { name: t('send'), keys: { key: 'enter' } },
  { name: t('newLine'), keys: { key: 'enter', shift: true } },
  { name: t('escape'), keys: { key: 'escape' } },
];

export function ShortcutsDialog() {
  return (
    <Dialog title={t('shortcuts')} description={t('shortcutsHint')} place="middle">
      <dl className={styles.shortcuts}>
        {[commandMenu(), ...shortcuts(), ...others()].map(({ name, keys }) => (
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
