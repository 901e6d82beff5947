import type { Gpu } from '../../src/gpu/device.ts';
import { Random } from '../../src/kernels/checking/random.ts';
import { openCheckpoint } from '../../src/model/checkpoint/checkpoint.ts';
import { openSource } from '../../src/model/checkpoint/sources/open.ts';
import type { RecordedProgram } from '../../src/model/pass/programs/recordings.ts';
import { Session } from '../../src/model/sequence/session.ts';
import { uploadWeights } from '../../src/model/weights/weights.ts';
import type { BatchShape } from '../../src/vocabulary/batch_shape.ts';
import { placeholderPrompt } from '../../src/vocabulary/placeholder_prompt.ts';
import { recordWithoutMany } from './without_many.ts';
import { stepNames, uniformProgram, type Program } from '../../src/vocabulary/program.ts';
import { onlyCachePiece } from '../../src/kernels/operands.ts';
import { cacheElementBytes } from '../../src/vocabulary/cache_type.ts';
import type { WeightChoice } from '../../src/vocabulary/weight_choice.ts';

const { signal } = new AbortController();

export interface FewRun {
  /** What was fused, and how the tokens were batched. */
  name: string;
  shape: BatchShape;
  /** Values of the logits of every token, and of the cache, in which a few at once differ from the same tokens one by one. */
  different: number;
  values: number;
}

/** Every program with one step fused, the one with all, and the one with rope and attention. */
const programs: [string, Program][] = [
  ['all fused', uniformProgram('fused')],
  ['rope and attention fused', { ...uniformProgram('reference'), rope: 'fused', attention: 'fused' }],
  ...stepNames
    .filter((step) => step !== 'sample' && step !== 'embed')
    .map((step): [string, Program] => [`${step} fused`, { ...uniformProgram('reference'), [step]: 'fused' }]),
];

/** Kernels as for a GPU wherever they run: a CPU adapter has none for a few tokens. */
export const asGpu = (gpu: Gpu): Gpu => ({ ...gpu, adapter: { ...gpu.adapter, isFallback: false } });

/** Runs the same tokens one by one and a few at once, behind `starts` positions that hold random keys and values. */
export async function runFew(
  gpu: Gpu,
  base: string,
  choice: WeightChoice,
  starts: readonly number[],
  onlyAll: boolean,
): Promise<FewRun[]> {
  const checkpoint = await openCheckpoint(openSource({ kind: 'url', base: new URL(base, location.href).href }));
  const { config } = checkpoint;
  const options = { choice, maxBindingBytes: 2 ** 30, signal, onBytes: () => {} };
  const { weights, destroy } = await uploadWeights(asGpu(gpu), checkpoint, options);
  const context = Math.max(...starts) + 8;
  const session = await Session.create(
    asGpu(gpu),
    { config, weights, cacheType: 'f32' },
    { context, chunk: 8, logits: 'last' },
  );
  const ids = placeholderPrompt(context, config.vocabSize);
  const runs: FewRun[] = [];
  try {
    for (const [name, program] of onlyAll ? programs.slice(0, 1) : programs) {
      const recorded = await recordWithoutMany(session, program);
      for (const start of starts) {
        fillCache(session);
        const run = (from: number, tokens: number) => ranAt(session, recorded, from, ids.slice(from, from + tokens));
        const alone = [];
        for (let at = start; at < start + 8; at += 1) alone.push(await run(at, 1));
        for (const tokens of [2, 5, 8]) {
          const together = await run(start, tokens);
          const same = different(together, joined(alone.slice(0, tokens)));
          const shape = session.memory.recordings.shapeOf({ start, tokens });
          runs.push({ name: `${name}, ${tokens} from ${start} on`, shape, ...same });
        }
      }
    }
    return runs;
  } finally {
    session.destroy();
    destroy();
  }
}

/** What tokens leave: logits [tokens, vocabulary], and of every layer keys and values [tokens, width]. */
type Left = Uint32Array[];

/** Runs `ids` from position `start` on, whatever the cache holds before. */
async function ranAt(session: Session, recorded: RecordedProgram, start: number, ids: number[]): Promise<Left> {
  const { gpu, memory, sequence } = session;
  session.rewind(0);
  // These do not run: the positions keep what they hold.
  for (let at = 0; at < start; at += 8) sequence.append(Array.from({ length: Math.min(8, start - at) }, () => 0));
  await session.prefill(recorded, ids, signal);
  const { binding, width } = memory.buffers.activations.logits;
  const halves = memory.cache.layers.flatMap((layer) => {
    const { keys, values, heads } = onlyCachePiece(layer);
    const row = heads * layer.stride * cacheElementBytes[layer.type];
    return [keys, values].map(({ buffer, offset }) => ({
      buffer,
      offset: offset + start * row,
      bytes: ids.length * row,
    }));
  });
  const all = [{ buffer: binding.buffer, offset: 0, bytes: ids.length * width * 4 }, ...halves];
  const read = gpu.device.createBuffer({
    size: all.reduce((sum, { bytes }) => sum + bytes, 0),
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  const encoder = gpu.device.createCommandEncoder();
  let at = 0;
  for (const { buffer, offset, bytes } of all) {
    encoder.copyBufferToBuffer(buffer, offset, read, at, bytes);
    at += bytes;
  }
  gpu.device.queue.submit([encoder.finish()]);
  await read.mapAsync(GPUMapMode.READ);
  const words = new Uint32Array(read.getMappedRange().slice(0));
  read.destroy();
  at = 0;
  return all.map(({ bytes }) => words.subarray(at / 4, (at += bytes) / 4));
}

function fillCache({ gpu, memory }: Session): void {
  const random = new Random(1);
  for (const { whole } of memory.cache.layers.map(onlyCachePiece)) {
    gpu.device.queue.writeBuffer(whole.buffer, whole.offset, random.normals(whole.size / 4));
  }
}

const joined = (tokens: readonly Left[]): number[][] =>
  tokens[0]!.map((_, part) => tokens.flatMap((left) => [...left[part]!]));

function different(left: Left, expected: readonly number[][]): Pick<FewRun, 'different' | 'values'> {
  const differ = left.map((part, n) => part.reduce((sum, word, i) => sum + (word === expected[n]![i] ? 0 : 1), 0));
  return {
    different: differ.reduce((sum, count) => sum + count, 0),
    values: left.reduce((sum, { length }) => sum + length, 0),
  };
}
