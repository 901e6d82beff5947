import { chatSettingsOf } from '../../store/chat/chat_settings.ts';
import { useConversationSettings, useSettings } from '../../store/hooks.ts';
import { conversationSettings } from '../../store/stores.ts';
import { Button } from '../controls/button.tsx';
import styles from './settings_dialog.module.css';
import { t } from '../../strings/settings/t.ts';

/** With what new conversations begin. */
export function Defaults() {
  const current = useConversationSettings();
  const isDefault = useSettings(
    (settings) => JSON.stringify(chatSettingsOf(settings)) === JSON.stringify(chatSettingsOf(current)),
  );
  return (
    <section className={styles.group} aria-label={t('defaults')}>
      <p className={styles.note}>{t(isDefault ? 'areDefaults' : 'notDefaults')}</p>
      <div className={styles.buttons}>
        <Button disabled={isDefault} onClick={conversationSettings.makeDefault}>
          {t('makeDefaults')}
        </Button>
        <Button disabled={isDefault} onClick={conversationSettings.takeDefaults}>
          {t('takeDefaults')}
        </Button>
      </div>
    </section>
  );
}
