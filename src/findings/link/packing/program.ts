import type { Program } from '../../../worker/api.ts';
import type { ByteReader, ByteWriter } from '../bytes.ts';
import { stepNames } from '../../../vocabulary/program.ts';

/** One bit per step, set for fused. */
export function writeProgram(out: ByteWriter, program: Program): void {
  out.whole(stepNames.reduce((bits, step, i) => bits + (program[step] === 'fused' ? 2 ** i : 0), 0));
}

export function readProgram(bytes: ByteReader): unknown {
  const bits = bytes.whole();
  return Object.fromEntries(
    stepNames.map((step, i) => [step, Math.floor(bits / 2 ** i) % 2 === 1 ? 'fused' : 'reference']),
  );
}

type ChosenFault = { name: string; layer: number | null } | null;

/** The name, then one more than the layer; 0 means all layers. */
export function writeFault(out: ByteWriter, fault: ChosenFault): void {
  out.text(fault?.name ?? '');
  if (fault) out.whole(fault.layer === null ? 0 : fault.layer + 1);
}

export function readFault(bytes: ByteReader): ChosenFault {
  const name = bytes.text();
  if (name === '') return null;
  const at = bytes.whole();
  return { name, layer: at === 0 ? null : at - 1 };
}
