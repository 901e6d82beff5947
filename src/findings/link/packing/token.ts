import type { ByteReader, ByteWriter } from '../bytes.ts';
import { maxContext } from '../../format/fields.ts';
import type { TokenSpec } from '../../format/spec.ts';
import { readModel, readSource, writeModel, writeSource } from './checkpoint.ts';
import { readFault, readProgram, writeFault, writeProgram } from './program.ts';
import { readPrompt, writePrompt } from './prompt.ts';
import { weightChoices } from '../../../vocabulary/weight_choice.ts';

export function writeToken(out: ByteWriter, spec: TokenSpec): void {
  writeModel(out, spec.model);
  writeSource(out, spec.source);
  out.whole(weightChoices.indexOf(spec.weights));
  writeProgram(out, spec.program);
  writeFault(out, spec.fault);
  out.whole(spec.from);
  writePrompt(out, spec.prompt);
}

export function readToken(bytes: ByteReader): object {
  // The order of the fields is that of the bytes.
  return {
    kind: 'live',
    model: readModel(bytes),
    source: readSource(bytes),
    weights: weightChoices[bytes.whole()],
    program: readProgram(bytes),
    fault: readFault(bytes),
    from: bytes.whole(),
    prompt: readPrompt(bytes, maxContext),
  };
}
