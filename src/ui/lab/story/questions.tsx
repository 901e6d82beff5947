import type { Diagnosis, GainScan } from '../../../worker/api.ts';

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
    <section aria-label="Three questions">
      <h3>Three questions, answered</h3>
      <dl>
        <dt>Why are the gains so large, and why is that harmless?</dt>
        <dd>
          A head is normalised before its gain, so only the product of a Q and a K gain decides how sharp attention can
          be: training may put all of it on one side. The largest here is {largest.toFixed(1)}, and yet no score can
          exceed {score.toFixed(0)}. The keys of layer 0 are off by {keyError.toExponential(1)}, as exact as any: a gain
          multiplies a value and its error alike.
        </dd>
        <dt>What does PyTorch do internally?</dt>
        <dd>
          Nothing hidden: norms and softmax in float32, and the bias left out because Qwen3 has none. Both kernel sets
          here do the same, and{' '}
          {same ? 'go on with the same text.' : 'go on differently only where two tokens are equally likely.'}
        </dd>
        <dt>Do fusion and stability go together?</dt>
        <dd>
          Yes: over {beyond.length} stages the fused kernels are at most {Math.max(...beyond).toFixed(1)} times as far
          off as another order of the same sums takes them, and the next tokens’ probabilities differ by a KL of{' '}
          {clean.logits.max.toExponential(1)} at most.
        </dd>
      </dl>
    </section>
  );
}
