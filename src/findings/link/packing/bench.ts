import type { ByteReader, ByteWriter } from '../bytes.ts';
import type { BenchSpec } from '../../format/spec.ts';
import { readModel, readSource, writeModel, writeSource } from './checkpoint.ts';
import { readProgram, writeProgram } from './program.ts';
import { weightChoices } from '../../../vocabulary/weight_choice.ts';

/** More programs, or lengths, than any benchmark has. */
const maxItems = 16;

export function writeBench(out: ByteWriter, { model, source, weights, request }: BenchSpec): void {
  writeModel(out, model);
  writeSource(out, source);
  out.whole(weightChoices.indexOf(weights)).whole(request.programs.length);
  for (const program of request.programs) writeProgram(out, program);
  for (const lengths of [request.contexts, request.prefills]) {
    out.whole(lengths.length);
    for (const length of lengths) out.whole(length);
  }
  out.whole(request.tokens);
}

export function readBench(bytes: ByteReader): object {
  // The order of the fields is that of the bytes.
  return {
    kind: 'bench',
    model: readModel(bytes),
    source: readSource(bytes),
    weights: weightChoices[bytes.whole()],
    request: {
      programs: several(bytes, () => readProgram(bytes)),
      contexts: several(bytes, () => bytes.whole()),
      prefills: several(bytes, () => bytes.whole()),
      tokens: bytes.whole(),
    },
  };
}

/** @throws RangeError for too many items, before they are read */
function several<T>(bytes: ByteReader, read: () => T): T[] {
  const length = bytes.whole();
  if (length > maxItems) throw new RangeError('too many');
  return Array.from({ length }, read);
}
