import type { ByteReader, ByteWriter } from '../../container/bytes.ts';
import { mostContext } from '../../fields.ts';
import type { LiveSpec } from '../../spec.ts';
import { readModel, readSource, writeModel, writeSource } from './checkpoint.ts';
import { readFault, readProgram, writeFault, writeProgram } from './program.ts';
import { readPrompt, writePrompt } from './prompt.ts';
import { weightChoices } from '../../../vocabulary/weight_choice.ts';

export function writeLive(out: ByteWriter, spec: LiveSpec): void {
  writeModel(out, spec.model);
  writeSource(out, spec.source);
  out.whole(weightChoices.indexOf(spec.weights));
  writeProgram(out, spec.program);
  writeFault(out, spec.fault);
  out.whole(spec.from);
  writePrompt(out, spec.prompt);
}

export function readLive(bytes: ByteReader): unknown {
  // In the order in which they lie.
  return {
    kind: 'live',
    model: readModel(bytes),
    source: readSource(bytes),
    weights: weightChoices[bytes.whole()],
    program: readProgram(bytes),
    fault: readFault(bytes),
    from: bytes.whole(),
    prompt: readPrompt(bytes, mostContext),
  };
}
