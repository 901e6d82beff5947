import { faults } from '../../../src/kernels/variants/catalogue.ts';
import type { ChosenFault } from '../../../src/worker/api.ts';
import { Stop } from '../../bootstrap/process.mjs';
import { parseCount } from './arguments.ts';

/**
 * Reads `NAME` or `NAME@LAYER`. The default is layer 1, so that there are layers before and after the mistake.
 *
 * @throws Stop when there is no such fault, or the layer is not a number.
 */
export function parseFault(text: string): ChosenFault {
  const [name = '', layer = '1'] = text.split('@');
  if (!faults.some((fault) => fault.name === name)) {
    throw new Stop(`--fault ${text}: there is no fault ${name}; npm run -s diagnose -- --list prints all faults.`);
  }
  return { name, layer: parseCount('--fault layer', layer, 0) };
}
