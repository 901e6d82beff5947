import { useAnswerer, useConversationSettings } from '../../store/hooks.ts';
import { conversationSettings } from '../../store/stores.ts';
import { originalChatSettings } from '../../store/chat/chat_settings.ts';
import { publishedSampling, type Sampling } from '../../store/chat/sampling.ts';
import { Button } from '../controls/button.tsx';
import { NumberField } from '../controls/number_field.tsx';
import { Presets } from './presets.tsx';
import styles from './settings_dialog.module.css';
import { t } from '../../strings/settings/t.ts';

const numbers = [
  { key: 'temperature', hint: 'zeroGreedy', min: 0, max: 5, step: 0.1 },
  { key: 'topK', hint: 'zeroOff', min: 0, max: 1_000_000, step: 1 },
  { key: 'topP', hint: 'oneOff', min: 0.001, max: 1, step: 0.05 },
  { key: 'minP', hint: 'zeroOff', min: 0, max: 1, step: 0.05 },
  { key: 'repetitionPenalty', hint: 'oneOff', min: 0.1, max: 10, step: 0.1 },
] as const satisfies readonly { key: keyof Sampling; hint: string; min: number; max: number; step: number }[];

export function SamplingFields() {
  const { thinking, sampling, seed, maxTokens } = useConversationSettings();
  const model = useAnswerer((state) => state.model);
  const effective = sampling ?? publishedSampling(model, thinking);
  const { change } = conversationSettings;
  const { sampling: published, seed: drawn, maxTokens: limit } = originalChatSettings;
  const isOriginal = sampling === published && seed === drawn && maxTokens === limit;
  return (
    <fieldset className={styles.group}>
      <legend>{t('sampling')}</legend>
      <Presets />
      <div className={styles.grid}>
        {numbers.map(({ key, hint, ...range }) => (
          <NumberField
            key={key}
            {...range}
            label={t(key)}
            hint={t(hint)}
            value={effective[key]}
            onChange={(value) => value !== null && change({ sampling: { ...effective, [key]: value } })}
          />
        ))}
        <NumberField
          label={t('seed')}
          hint={t('seedHint')}
          min={0}
          max={0xffff_ffff}
          step={1}
          empty={t('random')}
          value={seed}
          onChange={(value) => change({ seed: value })}
        />
        <NumberField
          label={t('maxTokens')}
          hint={t('maxTokensHint')}
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
        {t('resetSampling')}
      </Button>
    </fieldset>
  );
}
