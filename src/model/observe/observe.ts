import type { Gpu } from '../../gpu/device.ts';
import type { ReadbackRing } from '../../gpu/readback.ts';
import { countRows, encode, type Batch, type Command, type Recording } from '../../gpu/recording.ts';
import type { Tap } from '../pass/forward.ts';
import type { RecordedProgram } from '../pass/programs/recordings.ts';
import type { Session } from '../sequence/session.ts';

/** A stage of the batch being run: `values` is [tokens, ...], in f32. */
export interface Observed extends Tap {
  values: Float32Array<ArrayBuffer>;
  batch: Batch;
}

/**
 * Runs `ids` after what the cache holds, stopping at every stage to read it back; slow, for traces. A stage that some of the
 * batches do not write, since one token runs other kernels than many, is not read in any. With `only`, no others are.
 */
export async function* observe(
  { gpu, memory, options, sequence }: Session,
  recorded: RecordedProgram,
  ids: readonly number[],
  only: (tap: Tap) => boolean = () => true,
): AsyncGenerator<Observed, void, void> {
  const { chunk } = options;
  const sizes = Array.from({ length: Math.ceil(ids.length / chunk) }, (_, n) =>
    Math.min(chunk, ids.length - n * chunk),
  );
  const recordings = await Promise.all(
    sizes.map((tokens, n) => {
      const start = sequence.length + n * chunk;
      return memory.recordings.ready(recorded, memory.recordings.shapeOf({ start, tokens }));
    }),
  );
  const everywhere = stagesOfAll(recordings);
  const wanted = (tap: Tap) => only(tap) && everywhere(tap);
  for (const [n, { commands }] of recordings.entries()) {
    const batch = sequence.append(ids.slice(n * chunk, n * chunk + sizes[n]!));
    yield* observeBatch(gpu, memory.buffers.stages, commands, wanted, batch);
  }
}

/** Runs a recording and reads back the stages that are `wanted`, as many at a time as a slot of the ring has room for. */
async function* observeBatch(
  gpu: Gpu,
  ring: ReadbackRing,
  commands: readonly Command<Tap>[],
  wanted: (tap: Tap) => boolean,
  batch: Batch,
): AsyncGenerator<Observed, void, void> {
  const bytesOf = ({ activation: { rows, width } }: Tap) => countRows(rows, batch) * width * 4;
  let slot = ring.acquire();
  let encoder = gpu.device.createCommandEncoder({ label: 'observed' });
  let pending: Command<Tap>[] = [];
  let copied: Tap[] = [];

  const run = () => {
    const pass = encoder.beginComputePass({ label: 'observed' });
    encode(pass, pending, batch);
    pass.end();
    pending = [];
  };
  const submit = async (): Promise<Observed[]> => {
    gpu.device.queue.submit([encoder.finish()]);
    const bytes = await slot.read();
    let at = 0;
    return copied.map((tap) => {
      const values = new Float32Array(bytes.slice(at, (at += bytesOf(tap))));
      return { ...tap, batch, values };
    });
  };

  for (const command of commands) {
    pending.push(command);
    if (command.kind !== 'mark' || !wanted(command.mark)) continue;
    const { activation } = command.mark;
    if (slot.room < bytesOf(command.mark)) {
      yield* await submit();
      slot = ring.acquire();
      encoder = gpu.device.createCommandEncoder({ label: 'observed' });
      copied = [];
    }
    run();
    const { buffer, offset } = activation.binding;
    slot.copy(encoder, buffer, bytesOf(command.mark), offset);
    copied.push(command.mark);
  }
  run();
  yield* await submit();
}

/** Selects the stages that every one of `recordings` writes. */
function stagesOfAll(recordings: readonly Recording<Tap>[]): (tap: Tap) => boolean {
  const key = ({ layer, stage }: Tap) => `${layer}.${stage}`;
  const each = [...new Set(recordings)].map(
    ({ commands }) => new Set(commands.flatMap((command) => (command.kind === 'mark' ? [key(command.mark)] : []))),
  );
  return (tap) => each.every((stages) => stages.has(key(tap)));
}
