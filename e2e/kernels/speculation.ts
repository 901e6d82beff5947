import type { Gpu } from '../../src/gpu/device.ts';
import { Random } from '../../src/kernels/checking/random.ts';
import { openCheckpoint } from '../../src/model/checkpoint/checkpoint.ts';
import { openSource } from '../../src/model/checkpoint/sources/open.ts';
import { generate } from '../../src/model/sequence/generate.ts';
import { Session } from '../../src/model/sequence/session.ts';
import { SpeculationAccount } from '../../src/model/speculation/account.ts';
import { Drafter } from '../../src/model/speculation/drafter.ts';
import type { Drafting, Speculation } from '../../src/model/speculation/speculator.ts';
import { uploadWeights } from '../../src/model/weights/weights.ts';
import { uniformProgram } from '../../src/vocabulary/program.ts';
import type { SamplingSettings } from '../../src/vocabulary/sampling_settings.ts';
import { maxFew } from '../../src/vocabulary/batch_shape.ts';
import { asGpu } from './few.ts';
import { recordWithoutMany } from './without_many.ts';

const { signal } = new AbortController();

export interface SpeculationRun {
  /** Answers in which an id differs from that of plain decoding. */
  different: number;
  answers: number;
  proposed: number;
  accepted: number;
  /** Milliseconds that all answers took, without speculation and with it. */
  plainMs: number;
  speculativeMs: number;
  /** Of the latter, what speculation saved by its own account. */
  gainMs: number;
}

/** Never switches itself off, so that many guesses are wrong. */
class Careless extends SpeculationAccount {
  override mayTry(matched: number): boolean {
    return matched > 0;
  }
}

/** Guesses an answer that is known, but for one id in so many. */
class Knowing implements Drafting {
  readonly matched = Infinity;
  #at = 0;

  constructor(
    private readonly answer: readonly number[],
    private readonly wrongEvery: number,
  ) {}

  push(): void {
    this.#at += 1;
  }

  draft(skipped: number, count: number): number[] {
    const first = this.#at + skipped;
    return this.answer
      .slice(first, first + count)
      .map((id, n) => ((first + n) % this.wrongEvery === this.wrongEvery - 1 ? Number(id === 0) : id));
  }
}

/** What answers are made of. */
export interface SpeculationCase {
  /** One for each answer. */
  prompts: readonly number[][];
  tokens: number;
  sampling: SamplingSettings;
  /** Whether to guess even where it does not pay. */
  careless: boolean;
  /** One guessed id in so many is wrong, as if the answer were known; null guesses from what is repeated. */
  wrongEvery: number | null;
}

/** Answers prompts without speculation and with it, with kernels as for a GPU. */
export async function runSpeculation(
  gpu: Gpu,
  base: string,
  cases: readonly SpeculationCase[],
): Promise<SpeculationRun[]> {
  const checkpoint = await openCheckpoint(openSource({ kind: 'url', base: new URL(base, location.href).href }));
  const { config } = checkpoint;
  const options = { choice: 'stored', maxBindingBytes: 2 ** 30, signal, onBytes: () => {} } as const;
  const { weights, destroy } = await uploadWeights(asGpu(gpu), checkpoint, options);
  const longest = Math.max(...cases.flatMap(({ prompts, tokens }) => prompts.map(({ length }) => length + tokens)));
  const longestPrompt = Math.max(...cases.flatMap(({ prompts }) => prompts.map(({ length }) => length)));
  const sized = { context: longest + 1, chunk: 64, logits: 'last' } as const;
  const session = await Session.create(asGpu(gpu), { config, weights, cacheType: 'f32' }, sized);
  const program = uniformProgram('fused');
  const runs: SpeculationRun[] = [];
  try {
    const recorded = await (longestPrompt > maxFew
      ? session.programs.prepare(program)
      : recordWithoutMany(session, program));
    await session.memory.recordings.ready(recorded, 'few');
    for (const { prompts, tokens, sampling, careless, wrongEvery } of cases) {
      const account = careless ? new Careless() : new SpeculationAccount();
      const answer = async (prompt: readonly number[], speculation: Speculation | null) => {
        session.rewind(0);
        await session.prefill(recorded, prompt, signal);
        const ids: number[] = [];
        let firstAt = 0;
        const generation = { program: () => program, sampling, eosIds: [], maxTokens: tokens, signal, speculation };
        const ended = await generate(session, generation, ({ id }) => {
          if (ids.push(id) === 1) firstAt = performance.now();
        });
        return { ids, ms: performance.now() - firstAt, figures: ended.speculation };
      };
      const run = { different: 0, answers: 0, proposed: 0, accepted: 0, plainMs: 0, speculativeMs: 0, gainMs: 0 };
      for (const prompt of prompts) {
        const plain = await answer(prompt, null);
        const drafter = wrongEvery === null ? new Drafter(prompt) : new Knowing(plain.ids, wrongEvery);
        const { ids, ms, figures } = await answer(prompt, { account, drafter });
        run.answers += 1;
        if (ids.join() !== plain.ids.join()) run.different += 1;
        run.plainMs += plain.ms;
        run.speculativeMs += ms;
        run.proposed += figures!.proposed;
        run.accepted += figures!.accepted;
        run.gainMs += figures!.gainMs;
      }
      runs.push(run);
    }
    return runs;
  } finally {
    session.destroy();
    destroy();
  }
}

/** Prompts of random ids, parts of which stand in them twice. */
export function repeatingPrompts(seed: number, count: number, vocabulary: number): number[][] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const part = Array.from({ length: random.integer(4, 12) }, () => random.integer(0, vocabulary - 1));
    const between = Array.from({ length: random.integer(0, 6) }, () => random.integer(0, vocabulary - 1));
    return [...part, ...between, ...part.slice(0, random.integer(3, part.length))];
  });
}
