import { useConversationSettings } from '../../store/hooks.ts';
import { conversationSettings } from '../../store/stores.ts';
import { isSameSampling, presets, type Sampling } from '../../store/chat/sampling.ts';
import { Button } from '../controls/button.tsx';
import styles from './settings_dialog.module.css';
import { t } from '../../strings/settings/t.ts';

const choices: ['asPublished' | 'qwenThinking' | 'qwenPlain' | 'greedy', Sampling | null][] = [
  ['asPublished', null],
  ['qwenThinking', presets.thinking],
  ['qwenPlain', presets.plain],
  ['greedy', presets.greedy],
];

/** Sets of sampling settings to choose as a whole. */
export function Presets() {
  const { sampling } = useConversationSettings();
  return (
    <div className={styles.presets} role="group" aria-label={t('presets')}>
      {choices.map(([name, preset]) => (
        <Button
          key={name}
          aria-pressed={preset && sampling ? isSameSampling(sampling, preset) : sampling === preset}
          onClick={() => conversationSettings.change({ sampling: preset })}
        >
          {t(name)}
        </Button>
      ))}
    </div>
  );
}
