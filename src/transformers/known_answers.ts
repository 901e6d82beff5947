import type { Tensor } from '@huggingface/transformers';
import { safetensorsBlob, type WrittenTensor } from '../model/checkpoint/safetensors/write.ts';
import { forward } from './forward.ts';
import type { Library } from './library.ts';

/** What a model computes for `ids` in `stages`, which are outputs of its graph, and its logits: a file of known answers. docs/lab.md#known-answers */
export async function knownAnswers(
  { model, versions }: Pick<Library, 'model' | 'versions'>,
  ids: readonly number[],
  stages: readonly string[],
): Promise<Blob> {
  const outputs = await forward(model, ids, 0, { tokens: 0, cache: null });
  const source = `transformers.js ${versions.library}, ONNX Runtime ${versions.runtime}`;
  const tokens: WrittenTensor = ['I32', [ids.length], new Uint8Array(Int32Array.from(ids).buffer)];
  const told = [...stages, 'logits'].map((stage) => [stage, written(outputs[stage]!)] as const);
  return safetensorsBlob({ tokens, ...Object.fromEntries(told) }, { source });
}

/** A stage of one conversation, [1, rows, width], as rows. */
function written({ dims, data }: Tensor): WrittenTensor {
  const values = Float32Array.from(data as Float32Array);
  return ['F32', dims.slice(1), new Uint8Array(values.buffer)];
}
