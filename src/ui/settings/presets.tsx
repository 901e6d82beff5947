import { useConversationSettings } from '../../store/hooks.ts';
import { conversationSettings } from '../../store/stores.ts';
import { isSameSampling, presets, type Sampling } from '../../store/chat/sampling.ts';
import { Button } from '../controls/button.tsx';
import styles from './settings_dialog.module.css';

const choices: [string, Sampling | null][] = [
  ['As published', null],
  ['Qwen3, thinking', presets.thinking],
  ['Qwen3, not thinking', presets.plain],
  ['Greedy', presets.greedy],
];

/** Sets of sampling settings to choose as a whole. */
export function Presets() {
  const { sampling } = useConversationSettings();
  return (
    <div className={styles.presets} role="group" aria-label="Presets">
      {choices.map(([name, preset]) => (
        <Button
          key={name}
          aria-pressed={preset && sampling ? isSameSampling(sampling, preset) : sampling === preset}
          onClick={() => conversationSettings.change({ sampling: preset })}
        >
          {name}
        </Button>
      ))}
    </div>
  );
}
