import type { ByteReader, ByteWriter } from '../bytes.ts';
import { maxContext } from '../../format/fields.ts';
import type { DiagnosisSpec } from '../../format/spec.ts';
import { readModel, readSource, writeModel, writeSource } from './checkpoint.ts';
import { readFault, readProgram, writeFault, writeProgram } from './program.ts';
import { readPrompt, writePrompt } from './prompt.ts';
import { weightChoices } from '../../../vocabulary/weight_choice.ts';

export function writeDiagnosis(out: ByteWriter, spec: DiagnosisSpec): void {
  writeModel(out, spec.model);
  writeProgram(out, spec.program);
  out.whole(weightChoices.indexOf(spec.weights)).whole(spec.bisect ? 1 : 0);
  writeFault(out, spec.fault);
  writeSource(out, spec.source);
  writePrompt(out, spec.prompt);
}

export function readDiagnosis(bytes: ByteReader): object {
  // The order of the fields is that of the bytes.
  return {
    kind: 'diagnosis',
    model: readModel(bytes),
    program: readProgram(bytes),
    weights: weightChoices[bytes.whole()],
    bisect: bytes.whole() === 1,
    fault: readFault(bytes),
    source: readSource(bytes),
    prompt: readPrompt(bytes, maxContext),
  };
}
