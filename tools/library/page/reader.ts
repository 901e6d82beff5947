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

/** Bytes of a write, and between two waits for the GPU, as when weights are uploaded. */
const [writeBytes, inFlightBytes] = [4 * 2 ** 20, 32 * 2 ** 20];

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

  /** So many zeros onto the GPU: what of an upload has nothing to do with reading. */
  writeZeros: (bytes: number): Promise<Result<Timed>> =>
    attempt(async () => {
      const gpu = await openDevice();
      const { device, adapter } = gpu;
      const zeros = new Uint8Array(writeBytes);
      const size = Math.floor(adapter.maxBindingBytes / writeBytes) * writeBytes;
      const buffers: GPUBuffer[] = [];
      const result = await timed(async () => {
        for (let at = 0; at < bytes; at += writeBytes) {
          if (at % size === 0) {
            const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
            buffers.push(
              device.createBuffer({ size: Math.min(size, Math.ceil((bytes - at) / writeBytes) * writeBytes), usage }),
            );
          }
          device.queue.writeBuffer(buffers.at(-1)!, at % size, zeros);
          if (at % inFlightBytes === 0) await device.queue.onSubmittedWorkDone();
        }
        await device.queue.onSubmittedWorkDone();
        return bytes;
      });
      for (const buffer of buffers) buffer.destroy();
      device.destroy();
      return result;
    }),

  /** Bytes on disk of all blocks, and of those that are being written. */
  bytesOfBlocks: async (): Promise<number> => {
    let bytes = 0;
    for await (const file of filesIn(await navigator.storage.getDirectory())) {
      if (/^\d+\./.test(file.name)) bytes += (await file.getFile()).size;
    }
    return bytes;
  },

  /** Bytes of the largest tensor. */
  largestTensor: (address: Address, access: HubAccess): Promise<Result<number>> =>
    attempt(async () => {
      const { tensors } = await openCheckpoint(await openKept(address, access));
      return Math.max(...tensors.map(({ start, end }) => end - start));
    }),

  /** Has the next load compute what this one remembered. */
  forgetDigests: async () => {
    const models = await (await navigator.storage.getDirectory()).getDirectoryHandle('plumbline-models');
    for await (const model of models.values()) {
      for await (const name of (model as FileSystemDirectoryHandle).keys()) {
        if (name === 'digests.json') await (model as FileSystemDirectoryHandle).removeEntry(name);
      }
    }
  },

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
