import { parseArgs } from 'node:util';
import type { TraceRequest, WeightChoice } from '../../src/worker/api.ts';
import { parseFault } from '../lib/options/fault.ts';
import { parseKernels } from '../lib/options/kernels.ts';
import { parsePrompt } from '../lib/options/prompt.ts';
import { parseWeights } from '../lib/options/weights.ts';
import { wrongUsage } from '../bootstrap/process.mjs';
import { checkpointFolder, outputFile, outputFolder, parseCount } from '../lib/options/arguments.ts';

export interface TraceOptions {
  /** The checkpoint's folder. */
  model: string;
  /** How they are held on the GPU. */
  weights: WeightChoice;
  /** The folder to write to; it need not exist. */
  out: string;
  /** The PNG to write. */
  picture: string | null;
  request: TraceRequest;
}

export const usage =
  'trace --model DIR (--tokens 1,2,3 | --prompt TEXT) [--weights stored|8-bit|4-bit] [--kernels reference|fused|STEP=SET,…] [--fault NAME[@LAYER]] [--generate N] [--chunk N] [--tensors] --out DIR [--picture PNG]';

/** Tokens a prefill chunk. */
const defaultChunk = '64';

/** @throws Stop with one line on what is wrong with the command line and how to mend it. */
export function parseOptions(args: string[]): TraceOptions {
  const values = parseFlags(args);
  return {
    model: checkpointFolder(values.model, usage),
    weights: parseWeights(values.weights),
    request: {
      prompt: parsePrompt(values),
      program: parseKernels(values.kernels),
      faults: values.fault === undefined ? [] : [parseFault(values.fault)],
      generate: parseCount('--generate', values.generate, 0),
      chunk: parseCount('--chunk', values.chunk, 1),
      tensors: values.tensors,
    },
    out: outputFolder(values.out, usage),
    picture: values.picture === undefined ? null : outputFile(values.picture, usage),
  };
}

function parseFlags(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        model: { type: 'string' },
        weights: { type: 'string', default: 'stored' },
        tokens: { type: 'string' },
        prompt: { type: 'string' },
        kernels: { type: 'string', default: 'reference' },
        fault: { type: 'string' },
        generate: { type: 'string', default: '0' },
        chunk: { type: 'string', default: defaultChunk },
        tensors: { type: 'boolean', default: false },
        out: { type: 'string' },
        picture: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw wrongUsage(error, usage);
  }
}
