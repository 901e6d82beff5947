import type { Diagnosis, GainScan } from '../../../worker/api.ts';
import { t } from '../../../strings/story/t.ts';

interface Props {
  gains: GainScan;
  clean: Diagnosis;
  /** Whether both kernel sets continued with the same text. */
  same: boolean;
}

/** The questions that the team left open, answered with the figures measured here. */
export function Questions({ gains, clean, same }: Props) {
  const largest = Math.max(...gains.layers.map(({ kNorm }) => kNorm.max));
  const score = Math.max(...gains.layers.map(({ largestScore }) => largestScore));
  const beyond = clean.replay.map(({ evidence, floor }) => evidence.error / floor);
  const keys = clean.replay.filter(({ stage, layer }) => stage === 'k_rope' && layer === 0);
  const keyError = Math.max(...keys.map(({ evidence }) => evidence.error));
  return (
    <section aria-label={t('questions')}>
      <h3>{t('questionsTitle')}</h3>
      <dl>
        <dt>{t('whyGains')}</dt>
        <dd>
          {t('gainsAnswer', {
            gain: largest.toFixed(1),
            score: score.toFixed(0),
            error: keyError.toExponential(1),
          })}
        </dd>
        <dt>{t('whatPyTorch')}</dt>
        <dd>{t(same ? 'pyTorchSame' : 'pyTorchOther')}</dd>
        <dt>{t('fusionStable')}</dt>
        <dd>
          {t('fusionAnswer', {
            stages: beyond.length,
            times: Math.max(...beyond).toFixed(1),
            kl: clean.logits.max.toExponential(1),
          })}
        </dd>
      </dl>
    </section>
  );
}
