import type { Gpu } from '../../src/gpu/device.ts';
import { openCheckpoint } from '../../src/model/checkpoint/checkpoint.ts';
import { openSource } from '../../src/model/checkpoint/sources/open.ts';
import { generate } from '../../src/model/sequence/generate.ts';
import { stepNames, uniformProgram, type Program } from '../../src/vocabulary/program.ts';
import { Session } from '../../src/model/sequence/session.ts';
import { uploadWeights } from '../../src/model/weights/weights.ts';
import { Random } from '../../src/kernels/checking/random.ts';
import { greedySettings } from '../../src/vocabulary/sampling_settings.ts';

const signal = new AbortController().signal;

export interface ProgramRun {
  /** The steps that are fused. */
  fused: string;
  ids: number[];
}

/** The greedy continuation of a prompt under every program of a single fused step and under `mixed` random ones. */
export async function runPrograms(
  gpu: Gpu,
  base: string,
  prompt: number[],
  maxTokens: number,
  mixed: number,
): Promise<ProgramRun[]> {
  const checkpoint = await openCheckpoint(openSource({ kind: 'url', base: new URL(base, location.href).href }));
  const options = { choice: 'stored', maxBindingBytes: 2 ** 30, signal, onBytes: () => {} } as const;
  const { weights, destroy } = await uploadWeights(gpu, checkpoint, options);
  const session = await Session.create(
    gpu,
    { config: checkpoint.config, weights, cacheType: 'f32' },
    // Some prompts end with a chunk of one token, so that every shape of batch runs.
    { context: prompt.length + maxTokens, chunk: 7, logits: 'last' },
  );
  const random = new Random(1);
  const reference = uniformProgram('reference');
  const programs: Program[] = [
    ...stepNames.map((name) => ({ ...reference, [name]: 'fused' as const })),
    ...Array.from({ length: mixed }, () =>
      Object.fromEntries(stepNames.map((name) => [name, random.next() < 0.5 ? 'fused' : 'reference'])),
    ).map((program) => program as Program),
  ];
  const runs: ProgramRun[] = [];
  for (const program of programs) {
    session.rewind(0);
    await session.prefill(await session.programs.prepare(program), prompt, signal);
    const ids: number[] = [];
    const generation = { program: () => program, sampling: greedySettings, eosIds: [], maxTokens, signal };
    await generate(session, generation, ({ id }) => ids.push(id));
    runs.push({ fused: stepNames.filter((name) => program[name] === 'fused').join(), ids });
  }
  session.destroy();
  destroy();
  return runs;
}
