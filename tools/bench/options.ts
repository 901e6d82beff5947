import { parseArgs } from 'node:util';
import type { BenchRequest, WeightChoice } from '../../src/worker/api.ts';
import { wrongUsage } from '../bootstrap/process.mjs';
import { checkpointFolder, outputFile, parseCounts } from '../lib/options/arguments.ts';
import { parseKernels } from '../lib/options/kernels.ts';
import { parseWeights } from '../lib/options/weights.ts';

export interface BenchOptions {
  /** The checkpoint's folder. */
  model: string;
  /** How they are held on the GPU. */
  weights: WeightChoice;
  /** The JSON file to write. */
  out: string;
  /** The PNG to write. */
  picture: string | null;
  request: BenchRequest;
}

/** Tokens of a context or a run. */
const most = 1_000_000;

const usage =
  'bench --model DIR [--weights stored|8-bit|4-bit] [--programs "fused reference"] [--contexts 128,1024,4096] [--prefill 128,512,1024] [--tokens N] --out FILE [--picture PNG]';

/** @throws Stop with one line on what is wrong with the command line and how to mend it. */
export function parseOptions(args: string[]): BenchOptions {
  const values = parseFlags(args);
  const [tokens] = parseCounts('--tokens', values.tokens, most);
  return {
    model: checkpointFolder(values.model, usage),
    weights: parseWeights(values.weights),
    out: outputFile(values.out, usage),
    picture: values.picture === undefined ? null : outputFile(values.picture, usage),
    request: {
      // Programs may be lists with commas themselves.
      programs: values.programs.trim().split(/\s+/).map(parseKernels),
      contexts: parseCounts('--contexts', values.contexts, most),
      prefills: parseCounts('--prefill', values.prefill, most),
      tokens: tokens!,
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
        programs: { type: 'string', default: 'fused reference' },
        contexts: { type: 'string', default: '128,1024,4096' },
        prefill: { type: 'string', default: '128,512,1024' },
        tokens: { type: 'string', default: '256' },
        out: { type: 'string' },
        picture: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw wrongUsage(error, usage);
  }
}
