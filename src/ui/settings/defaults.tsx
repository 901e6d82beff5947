import { chatSettingsOf } from '../../store/chat/chat_settings.ts';
import { useConversationSettings, useSettings } from '../../store/hooks.ts';
import { conversationSettings } from '../../store/stores.ts';
import { Button } from '../controls/button.tsx';
import styles from './settings_dialog.module.css';

/** With what new conversations begin. */
export function Defaults() {
  const current = useConversationSettings();
  const isDefault = useSettings(
    (settings) => JSON.stringify(chatSettingsOf(settings)) === JSON.stringify(chatSettingsOf(current)),
  );
  return (
    <section className={styles.group} aria-label="Defaults">
      <p className={styles.note}>
        {isDefault
          ? 'New conversations begin with these settings, too.'
          : 'Only this conversation has these settings. New ones begin with the defaults.'}
      </p>
      <div className={styles.buttons}>
        <Button disabled={isDefault} onClick={conversationSettings.makeDefault}>
          Make these the defaults
        </Button>
        <Button disabled={isDefault} onClick={conversationSettings.takeDefaults}>
          Go back to the defaults
        </Button>
      </div>
    </section>
  );
}
