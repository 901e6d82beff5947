import type { Gpu } from '../../gpu/device.ts';
import type { ReadbackRing } from '../../gpu/readback.ts';
import { countRows, encode, type Batch, type Command } from '../../gpu/recording.ts';
import type { Tap } from '../pass/forward.ts';

/** A stage of the batch being run: `values` is [tokens, ...], in f32. */
export interface Observed extends Tap {
  values: Float32Array<ArrayBuffer>;
  batch: Batch;
}

/** Runs a recording and reads back the stages that are `wanted`, as many at a time as a slot of the ring has room for. */
export async function* observeBatch(
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
