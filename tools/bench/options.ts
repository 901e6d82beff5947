import type { BenchRequest, CacheType, WeightChoice } from '../../src/worker/api.ts';
import { checkpointPath, outputFile, parseCount, parseCounts, pictureFile } from '../lib/options/arguments.ts';
import { parseCache } from '../lib/options/cache.ts';
import { parseFlags } from '../lib/options/flags.ts';
import { parseKernels } from '../lib/options/kernels.ts';
import { parseWeights } from '../lib/options/weights.ts';

export interface BenchOptions {
  /** The checkpoint's folder. */
  model: string;
  /** The weight format on the GPU. */
  weights: WeightChoice;
  /** What the KV cache holds. */
  cache: CacheType;
  /** The JSON file to write. */
  out: string;
  /** The PNG to write. */
  picture: string | null;
  request: BenchRequest;
}

/** Of a context, a prompt or a run. */
const maxTokens = 1_000_000;

const usage =
  'bench --model DIR [--weights stored|8-bit|4-bit] [--cache f32|f16] [--programs "fused reference"] [--contexts 128,1024,4096] [--prefill 128,512,1024] [--tokens N] --out FILE [--picture PNG]';

/** @throws Stop with one line that says what is wrong with the command line, and the remedy. */
export function parseOptions(args: string[]): BenchOptions {
  const values = parseFlags(
    args,
    {
      model: { type: 'string' },
      weights: { type: 'string', default: 'stored' },
      cache: { type: 'string', default: 'f32' },
      programs: { type: 'string', default: 'fused reference' },
      contexts: { type: 'string', default: '128,1024,4096' },
      prefill: { type: 'string', default: '128,512,1024' },
      tokens: { type: 'string', default: '256' },
      out: { type: 'string' },
      picture: { type: 'string' },
    },
    usage,
  );
  return {
    model: checkpointPath(values.model, usage),
    weights: parseWeights(values.weights),
    cache: parseCache(values.cache),
    out: outputFile(values.out, usage),
    picture: pictureFile(values.picture),
    request: {
      // Separated by spaces, because a program can itself be a list with commas.
      programs: values.programs.trim().split(/\s+/).map(parseKernels),
      contexts: parseCounts('--contexts', values.contexts, maxTokens),
      prefills: parseCounts('--prefill', values.prefill, maxTokens),
      tokens: parseCount('--tokens', values.tokens, 1, maxTokens),
    },
  };
}
