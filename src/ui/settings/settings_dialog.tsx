import { useSettings } from '../../store/hooks.ts';
import type { Sampling } from '../../store/chat/settings.ts';
import { Dialog } from '../controls/dialog.tsx';
import { Field } from '../controls/field.tsx';
import { NumberField } from '../controls/number_field.tsx';
import { OverflowField } from '../chat/context/overflow_field.tsx';
import { Presets } from './presets.tsx';
import styles from './settings_dialog.module.css';

const numbers: { key: keyof Sampling; label: string; hint: string; min: number; max: number; step: number }[] = [
  { key: 'temperature', label: 'Temperature', hint: '0 is greedy', min: 0, max: 5, step: 0.1 },
  { key: 'topK', label: 'Top-k', hint: '0 is off', min: 0, max: 1_000_000, step: 1 },
  { key: 'topP', label: 'Top-p', hint: '1 is off', min: 0.001, max: 1, step: 0.05 },
  { key: 'minP', label: 'Min-p', hint: '0 is off', min: 0, max: 1, step: 0.05 },
  { key: 'repetitionPenalty', label: 'Repetition penalty', hint: '1 is off', min: 0.1, max: 10, step: 0.1 },
];

export function SettingsDialog() {
  const { system, sampling, seed, maxTokens, checkKernels, change } = useSettings((kept) => kept);
  return (
    <Dialog title="Settings" description="They hold from the next message on." place="side">
      <Field label="System prompt" hint="Told to the model before the conversation.">
        {(ids) => (
          <textarea {...ids} rows={3} value={system} onChange={(event) => change({ system: event.target.value })} />
        )}
      </Field>
      <fieldset className={styles.group}>
        <legend>Sampling</legend>
        <Presets />
        <div className={styles.grid}>
          {numbers.map(({ key, ...field }) => (
            <NumberField
              key={key}
              {...field}
              value={sampling[key]}
              onChange={(value) => value !== null && change({ sampling: { ...sampling, [key]: value } })}
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
      </fieldset>
      <OverflowField />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={checkKernels}
          onChange={(event) => change({ checkKernels: event.target.checked })}
        />
        Check the fused kernels against the reference where they run for the first time
      </label>
    </Dialog>
  );
}
