import { faultsOf } from '../variants/fault.ts';

const half = `
// As stored in f16: rounded, and infinite from 65520 on.
fn to_half(value: f32) -> f32 {
  if (abs(value) < 65520f) {
    return quantizeToF16(value);
  }
  return bitcast<f32>((bitcast<u32>(value) & 0x80000000u) | 0x7f800000u);
}
`;

/** Mistakes in the first half of the feed-forward. */
export const faults = faultsOf('gate_up', [
  {
    name: 'swiglu_f16_overflow',
    edits: [{ place: 'swiglu', replace: 'to_half($0)', append: half }],
  },
  {
    name: 'tail_rows_unwritten',
    edits: [{ place: 'bounds_check', replace: '$0 + 3u' }],
  },
]);
