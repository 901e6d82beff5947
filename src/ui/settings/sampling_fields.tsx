import { useConversationSettings, useEngine } from '../../store/hooks.ts';
import { conversationSettings } from '../../store/stores.ts';
import { originalChatSettings } from '../../store/chat/chat_settings.ts';
import { publishedSampling, type Sampling } from '../../store/chat/sampling.ts';
import { Button } from '../controls/button.tsx';
import { NumberField } from '../controls/number_field.tsx';
import { Presets } from './presets.tsx';
import styles from './settings_dialog.module.css';

const numbers: { key: keyof Sampling; label: string; hint: string; min: number; max: number; step: number }[] = [
  { key: 'temperature', label: 'Temperature', hint: '0 is greedy', min: 0, max: 5, step: 0.1 },
  { key: 'topK', label: 'Top-k', hint: '0 is off', min: 0, max: 1_000_000, step: 1 },
  { key: 'topP', label: 'Top-p', hint: '1 is off', min: 0.001, max: 1, step: 0.05 },
  { key: 'minP', label: 'Min-p', hint: '0 is off', min: 0, max: 1, step: 0.05 },
  { key: 'repetitionPenalty', label: 'Repetition penalty', hint: '1 is off', min: 0.1, max: 10, step: 0.1 },
];

export function SamplingFields() {
  const { thinking, sampling, seed, maxTokens } = useConversationSettings();
  const model = useEngine((engine) => engine.model);
  const effective = sampling ?? publishedSampling(model, thinking);
  const { change } = conversationSettings;
  const { sampling: published, seed: drawn, maxTokens: limit } = originalChatSettings;
  const isOriginal = sampling === published && seed === drawn && maxTokens === limit;
  return (
    <fieldset className={styles.group}>
      <legend>Sampling</legend>
      <Presets />
      <div className={styles.grid}>
        {numbers.map(({ key, ...field }) => (
          <NumberField
            key={key}
            {...field}
            value={effective[key]}
            onChange={(value) => value !== null && change({ sampling: { ...effective, [key]: value } })}
          />
        ))}
        <NumberField
          label="Seed"
          hint="Empty draws one for each answer"
          min={0}
          max={0xffff_ffff}
          step={1}
          empty="random"
          value={seed}
          onChange={(value) => change({ seed: value })}
        />
        <NumberField
          label="Max tokens"
          hint="Of one answer, thinking included"
          min={1}
          max={1_000_000}
          step={1}
          value={maxTokens}
          onChange={(value) => value !== null && change({ maxTokens: value })}
        />
      </div>
      <Button
        className={styles.reset}
        disabled={isOriginal}
        onClick={() => change({ sampling: published, seed: drawn, maxTokens: limit })}
      >
        Reset sampling
      </Button>
    </fieldset>
  );
}
