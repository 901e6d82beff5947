import type { Gpu } from '../../src/gpu/device.ts';
import { openCheckpoint } from '../../src/model/checkpoint/checkpoint.ts';
import { openSource } from '../../src/model/checkpoint/sources/open.ts';
import { generate } from '../../src/model/sequence/generate.ts';
import { uniformProgram, type KernelSet } from '../../src/vocabulary/program.ts';
import type { SamplingSettings } from '../../src/vocabulary/sampling_settings.ts';
import { Session } from '../../src/model/sequence/session.ts';
import { uploadWeights } from '../../src/model/weights/weights.ts';

/** A turn: how much of the sequence stays, the prompt, and the number of tokens of the answer. */
export interface Turn {
  keep: number;
  prompt: number[];
  tokens: number;
}

/** How many tokens are sampled on the GPU, then as many on the CPU, in turn. 0: all on the CPU; Infinity: all on the GPU. */
export type Switching = number;

const signal = new AbortController().signal;

/** The answers of one session to `turns`. All steps but `sample` are fused. */
export async function runTurns(
  gpu: Gpu,
  base: string,
  sampling: SamplingSettings,
  turns: readonly Turn[],
  switching: Switching,
): Promise<number[][]> {
  const checkpoint = await openCheckpoint(openSource({ kind: 'url', base: new URL(base, location.href).href }));
  const { weights, destroy } = await uploadWeights(gpu, checkpoint, {
    choice: 'stored',
    maxBindingBytes: gpu.adapter.maxBindingBytes,
    signal,
    onBytes: () => {},
  });
  const options = { context: 256, chunk: 32, logits: 'last' } as const;
  const session = await Session.create(gpu, { config: checkpoint.config, weights, cacheType: 'f32' }, options);
  let asked = 0;
  const program = () => {
    const set: KernelSet = switching > 0 && Math.floor(asked++ / switching) % 2 === 0 ? 'fused' : 'reference';
    return { ...uniformProgram('fused'), sample: set };
  };
  const answers: number[][] = [];
  for (const { keep, prompt, tokens } of turns) {
    session.rewind(keep);
    await session.prefill(await session.programs.prepare(program()), prompt, signal);
    const answer: number[] = [];
    const generation = { program, sampling, eosIds: [], maxTokens: tokens, signal };
    await generate(session, generation, ({ id }) => answer.push(id));
    answers.push(answer);
  }
  session.destroy();
  destroy();
  return answers;
}
