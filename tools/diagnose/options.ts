import { parseArgs } from 'node:util';
import type { DiagnosisRequest, WeightChoice } from '../../src/worker/api.ts';
import { wrongUsage } from '../bootstrap/process.mjs';
import { checkpointFolder, outputFile } from '../lib/arguments.ts';
import { parseFault } from '../lib/fault_option.ts';
import { parseKernels } from '../lib/kernels_option.ts';
import { parsePrompt } from '../lib/prompt_option.ts';
import { parseWeights } from '../lib/weights_option.ts';

export type DiagnoseOptions =
  | { list: true }
  | {
      list: false;
      /** The checkpoint's folder. */
      model: string;
      weights: WeightChoice;
      /** The JSON file to write. */
      out: string;
      request: DiagnosisRequest;
    };

const usage =
  'diagnose --model DIR [--weights stored|8-bit|4-bit] [--kernels reference|fused|STEP=SET,…] [--fault NAME[@LAYER]] [--tokens 1,2,3 | --prompt TEXT] [--bisect] --out FILE, or diagnose --list';

/** @throws Stop with one line on what is wrong with the command line and how to mend it. */
export function parseOptions(args: string[]): DiagnoseOptions {
  const values = parseFlags(args);
  if (values.list) return { list: true };
  const given = values.tokens !== undefined || values.prompt !== undefined;
  return {
    list: false,
    model: checkpointFolder(values.model, usage),
    weights: parseWeights(values.weights),
    out: outputFile(values.out, usage),
    request: {
      prompt: given ? parsePrompt(values) : null,
      program: parseKernels(values.kernels),
      fault: values.fault === undefined ? null : parseFault(values.fault),
      bisect: values.bisect,
    },
  };
}

function parseFlags(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        model: { type: 'string' },
        weights: { type: 'string', default: 'stored' },
        kernels: { type: 'string', default: 'fused' },
        fault: { type: 'string' },
        tokens: { type: 'string' },
        prompt: { type: 'string' },
        out: { type: 'string' },
        bisect: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw wrongUsage(error, usage);
  }
}
