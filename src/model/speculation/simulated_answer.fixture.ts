import { Sequence } from '../sequence/sequence.ts';
import { maxInFlight } from '../sequence/session_buffers.ts';
import type { SpeculationAccount } from './account.ts';
import { Speculator, type Drafting, type SpeculationFigures } from './speculator.ts';

/** Milliseconds that a GPU takes. */
export interface Costs {
  /** For one plain token. */
  plain: number;
  /** For a batch of so many tokens. */
  batch: (tokens: number) => number;
  /** From the end of a pass until its tokens are known. */
  latency: number;
}

/**
 * Qwen3-0.6B in bf16 on an NVIDIA H200: 384 tokens took 0.93 ms each; 3.0 times less where all guesses were right, 8 to a batch; and
 * 4.2 ms each where every batch of four was wrong.
 */
export const measuredCosts: Costs = { plain: 0.93, batch: (tokens) => (tokens > 4 ? 2.6 : 1.3), latency: 2.9 };

interface SimulatedAnswer {
  ms: number;
  /** When each token was known. */
  times: number[];
  figures: SpeculationFigures;
}

/**
 * An answer of as many tokens as `wrong` has flags, where a guess of a token is wrong if its flag says so. It is submitted and learnt
 * as `generate` does it, on a clock of its own; passes run one after the other.
 */
export function simulateAnswer(
  wrong: readonly boolean[],
  account: SpeculationAccount,
  { plain, batch, latency }: Costs = measuredCosts,
): SimulatedAnswer {
  const sequence = new Sequence({ writeBatch() {}, writeIds() {}, writeSeen() {} }, wrong.length + 2, 4);
  sequence.append([0]);
  sequence.beginAnswer(false, 0);
  const times: number[] = [];
  const drafter: Drafting = {
    matched: Infinity,
    push: () => {},
    draft: (skipped, count) =>
      wrong.slice(times.length + skipped, times.length + skipped + count).map((flag) => Number(flag)),
  };
  const speculator = new Speculator(sequence, { account, drafter });
  let [now, freeAt] = [0, 0];
  const passed = (ms: number) => {
    freeAt = Math.max(now, freeAt) + ms;
    return freeAt + latency;
  };
  let inFlight: { knownAt: number; tokens: number; proposed: boolean }[] = [];
  const submitPlain = () => {
    if (sequence.sampled > 0) sequence.advance();
    sequence.sample('gpu');
    inFlight.push({ knownAt: passed(plain), tokens: 1, proposed: false });
  };
  const runAhead = () => {
    while (inFlight.length < maxInFlight && !speculator.waits) {
      const most = Math.min(8, wrong.length - sequence.sampled, sequence.room);
      if (most < 1) return;
      const ids = speculator.next(most);
      if (ids.length > 0) {
        const { tokens } = sequence.propose(ids).batch;
        speculator.submitted(ids);
        inFlight.push({ knownAt: passed(batch(tokens)), tokens, proposed: true });
        continue;
      }
      speculator.submittedPlain(inFlight.length === 0);
      submitPlain();
    }
  };
  const settle = () => {
    now = Math.max(now, ...inFlight.map(({ knownAt }) => knownAt));
    inFlight = [];
  };
  submitPlain();
  while (times.length < wrong.length) {
    runAhead();
    const { knownAt, tokens, proposed } = inFlight.shift()!;
    now = Math.max(now, knownAt);
    let held = true;
    for (let row = 0; row < tokens && held && times.length < wrong.length; row += 1) {
      const assumed = sequence.assumed > 0;
      held = sequence.learn(0);
      times.push(now);
      speculator.learnt(0, assumed && held, now);
    }
    if (held && proposed) speculator.wasRight();
    if (held) continue;
    speculator.wasWrong();
    settle();
  }
  settle();
  return { ms: times.at(-1)! - times[0]!, times, figures: speculator.end() };
}
