import { useSettings } from '../../store/hooks.ts';
import { Dialog } from '../controls/dialog.tsx';
import { OverflowField } from '../chat/context/overflow_field.tsx';
import { AnswerFormatFields } from './answer_format.tsx';
import { Defaults } from './defaults.tsx';
import { SamplingFields } from './sampling_fields.tsx';
import styles from './settings_dialog.module.css';
import { SystemPrompt } from './system_prompt.tsx';
import { Tools } from './tools.tsx';
import { t } from '../../strings/settings/t.ts';
import { LanguageField } from './language_field.tsx';

export function SettingsDialog() {
  const { checkKernels, speculate, change } = useSettings((kept) => kept);
  return (
    <Dialog title={t('title')} description={t('description')} place="side">
      <SystemPrompt />
      <AnswerFormatFields />
      <SamplingFields />
      <Tools />
      <OverflowField />
      <Defaults />
      <fieldset className={styles.group}>
        <legend>{t('everywhere')}</legend>
        <LanguageField />
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={checkKernels}
            onChange={(event) => change({ checkKernels: event.target.checked })}
          />
          {t('checkKernels')}
        </label>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={speculate}
            onChange={(event) => change({ speculate: event.target.checked })}
          />
          {t('speculate')}
        </label>
      </fieldset>
    </Dialog>
  );
}
