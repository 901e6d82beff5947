import type { ByteReader, ByteWriter } from '../bytes.ts';
import type { KernelSpec } from '../../format/spec.ts';
import { readModel, readSource, writeModel, writeSource } from './checkpoint.ts';
import { weightChoices } from '../../../vocabulary/weight_choice.ts';

/** A kernel's name is never empty. Before the text stands whether there is one. */
export function writeKernel(out: ByteWriter, { model, source, weights, kernel, seed, text }: KernelSpec): void {
  writeModel(out, model);
  writeSource(out, source);
  out
    .whole(weightChoices.indexOf(weights))
    .text(kernel ?? '')
    .whole(seed)
    .whole(text === null ? 0 : 1);
  if (text !== null) out.text(text);
}

export function readKernel(bytes: ByteReader): object {
  // The order of the fields is that of the bytes.
  return {
    kind: 'kernel',
    model: readModel(bytes),
    source: readSource(bytes),
    weights: weightChoices[bytes.whole()],
    kernel: bytes.text() || null,
    seed: bytes.whole(),
    text: bytes.whole() === 1 ? bytes.text() : null,
  };
}
