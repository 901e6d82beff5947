/** Reads a kept model as the engine's worker does, and plainly, and times both. */
import { expose } from 'comlink';
import { openDevice } from '../../../src/gpu/device.ts';
import { openKept } from '../../../src/library/open.ts';
import { openCheckpoint } from '../../../src/model/checkpoint/checkpoint.ts';
import { readTensors } from '../../../src/model/checkpoint/safetensors/blocks.ts';
import { uploadWeights } from '../../../src/model/weights/weights.ts';
import { attempt, type Result } from '../../../src/result.ts';
import type { Address } from '../../../src/vocabulary/checkpoint_sources.ts';
import type { HubAccess } from '../../../src/vocabulary/hub_access.ts';

export interface Timed {
  bytes: number;
  ms: number;
}

async function* filesIn(folder: FileSystemDirectoryHandle): AsyncGenerator<FileSystemFileHandle> {
  for await (const entry of folder.values()) {
    if (entry.kind === 'directory') yield* filesIn(entry);
    else yield entry;
  }
}

async function timed(work: () => Promise<number>): Promise<Timed> {
  const started = performance.now();
  const bytes = await work();
  return { bytes, ms: performance.now() - started };
}

const never = new AbortController().signal;

const reader = {
  /** All that is kept, file by file, as fast as one reader can: nothing is checked or used. */
  readPlainly: () =>
    timed(async () => {
      let bytes = 0;
      for await (const file of filesIn(await navigator.storage.getDirectory())) {
        bytes += (await (await file.getFile()).arrayBuffer()).byteLength;
      }
      return bytes;
    }),

  /** The weights as the engine reads them, checked, into nothing. */
  readChecked: (address: Address, access: HubAccess): Promise<Result<Timed>> =>
    attempt(async () => {
      const checkpoint = await openCheckpoint(await openKept(address, access));
      return timed(async () => {
        let bytes = 0;
        for await (const block of readTensors(checkpoint, { signal: never })) bytes += block.bytes.byteLength;
        return bytes;
      });
    }),

  /** From opening the checkpoint until its weights are on the GPU, checked and with their content hash. */
  readToGpu: (address: Address, access: HubAccess): Promise<Result<Timed>> =>
    attempt(async () => {
      const gpu = await openDevice();
      const result = await timed(async () => {
        const checkpoint = await openCheckpoint(await openKept(address, access));
        const uploaded = await uploadWeights(gpu, checkpoint, {
          choice: 'stored',
          maxBindingBytes: gpu.adapter.maxBindingBytes,
          signal: never,
          onBytes: () => {},
        });
        await gpu.device.queue.onSubmittedWorkDone();
        uploaded.destroy();
        return checkpoint.weightBytes;
      });
      gpu.device.destroy();
      return result;
    }),
};
export type Reader = typeof reader;

expose(reader);
