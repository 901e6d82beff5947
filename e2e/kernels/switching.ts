import type { Gpu } from '../../src/gpu/device.ts';
import { openCheckpoint } from '../../src/model/checkpoint/checkpoint.ts';
import { openSource } from '../../src/model/checkpoint/sources/open.ts';
import { generate } from '../../src/model/sequence/generate.ts';
import { Meter, type Measured } from '../../src/model/observe/meter.ts';
import { stepNames, uniformProgram, type KernelSet, type Program } from '../../src/vocabulary/program.ts';
import { Session } from '../../src/model/sequence/session.ts';
import { uploadWeights } from '../../src/model/weights/weights.ts';
import { greedySettings } from '../../src/vocabulary/sampling_settings.ts';

const { signal } = new AbortController();
const prompt = [3, 1, 4, 1, 5, 9, 2, 6];

/** A program of every kind: uniform, one step of the other set, fused steps next to each other, and sets that alternate. */
const programs: Program[] = [
  uniformProgram('fused'),
  uniformProgram('reference'),
  ...(['qkv', 'rope', 'attention', 'attn_out', 'down', 'sample'] as const).map((step): Program => ({
    ...uniformProgram('fused'),
    [step]: 'reference',
  })),
  Object.fromEntries(
    stepNames.map((step, index): [string, KernelSet] => [step, index % 2 ? 'fused' : 'reference']),
  ) as Program,
];

/**
 * Decodes `tokens` tokens under one program, under another for every token, and with steps timed while both programs take
 * turns. Returns the tokens of each run, and the number of buffers before and after the switched runs.
 */
export async function runSwitching(gpu: Gpu, base: string, tokens: number) {
  const checkpoint = await openCheckpoint(openSource({ kind: 'url', base: new URL(base, location.href).href }));
  const loaded = await uploadWeights(gpu, checkpoint, {
    choice: 'stored',
    maxBindingBytes: 2 ** 30,
    signal,
    onBytes: () => {},
  });
  const options = { context: prompt.length + tokens, chunk: prompt.length, logits: 'last' } as const;
  const session = await Session.create(
    gpu,
    { config: checkpoint.config, weights: loaded.weights, cacheType: 'f32' },
    options,
  );
  const fused = uniformProgram('fused');

  async function run(maxTokens: number, program: () => Program, meter?: Meter) {
    session.rewind(0);
    await session.prefill(await session.programs.prepare(fused), prompt, signal);
    const ids: number[] = [];
    const measured: Measured[] = [];
    const generation = { program, sampling: greedySettings, eosIds: [], maxTokens, signal, ...(meter && { meter }) };
    await generate(session, generation, ({ id, steps }) => {
      ids.push(id);
      const sample = meter?.receive(steps);
      if (sample) measured.push(sample);
    });
    // Programs that were evicted free their buffers a little later.
    await new Promise((resolve) => setTimeout(resolve));
    return { ids, measured, buffers: gpu.allocated.buffers };
  }

  let switches = 0;
  const switched = () => programs[switches++ % programs.length]!;
  const meter = () =>
    new Meter(
      () => ({ both: true }),
      gpu.device.features.has('timestamp-query'),
      () => performance.now(),
    );
  const plain = await run(tokens, () => fused);
  const timed = await run(24, () => fused, meter());
  // The first time fills the cache of programs. From then on the number of buffers must not grow.
  const before = await run(2 * programs.length, switched);
  switches = 0;
  const after = await run(tokens, switched);
  session.destroy();
  loaded.destroy();
  await new Promise((resolve) => setTimeout(resolve));
  return {
    ids: { plain: plain.ids, switched: after.ids, timed: timed.ids },
    switches,
    measured: timed.measured,
    buffers: { before: before.buffers, after: after.buffers, left: gpu.allocated.buffers },
  };
}
