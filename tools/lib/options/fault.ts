import { faults } from '../../../src/kernels/variants/faults/catalogue.ts';
import type { ChosenFault } from '../../../src/worker/api.ts';
import { Stop } from '../../bootstrap/process.mjs';
import { parseCount } from './arguments.ts';

/**
 * Reads `NAME` or `NAME@LAYER`; without a layer it is layer 1, where a mistake has something before it and something after.
 *
 * @throws Stop with one line on what is wrong and how to mend it.
 */
export function parseFault(text: string): ChosenFault {
  const [name = '', layer = '1'] = text.split('@');
  if (!faults.some((fault) => fault.name === name)) {
    throw new Stop(`--fault ${text}: there is no fault ${name}; npm run -s diagnose -- --list prints all.`);
  }
  return { name, layer: parseCount('--fault layer', layer, 0) };
}
