import { existsSync } from 'node:fs';
import type { CacheType, Prompt, TraceRequest, WeightChoice } from '../../src/worker/api.ts';
import { Stop } from '../bootstrap/process.mjs';
import { checkpointPath, outputFolder, parseCount, pictureFile } from '../lib/options/arguments.ts';
import { parseCache } from '../lib/options/cache.ts';
import { parseFault } from '../lib/options/fault.ts';
import { parseFlags } from '../lib/options/flags.ts';
import { parseKernels } from '../lib/options/kernels.ts';
import { parsePrompt } from '../lib/options/prompt.ts';
import { parseWeights } from '../lib/options/weights.ts';

export interface TraceOptions {
  /** The checkpoint's folder. */
  model: string;
  /** The weight format on the GPU. */
  weights: WeightChoice;
  /** What the KV cache holds. */
  cache: CacheType;
  /** The folder to write to, which need not exist. */
  out: string;
  /** The PNG to write. */
  picture: string | null;
  /** Where it is that of a file of known answers, the file. */
  prompt: Prompt | { known: string };
  request: Omit<TraceRequest, 'prompt'>;
}

export const usage =
  'trace --model DIR (--tokens 1,2,3 | --prompt TEXT | --known FILE) [--weights stored|8-bit|4-bit] [--cache f32|f16] [--kernels reference|fused|STEP=SET,…] [--fault NAME[@LAYER]] [--generate N] [--chunk N] [--tensors] --out DIR [--picture PNG]';

/** @throws Stop with one line that says what is wrong with the command line, and the remedy. */
export function parseOptions(args: string[]): TraceOptions {
  const values = parseFlags(
    args,
    {
      model: { type: 'string' },
      weights: { type: 'string', default: 'stored' },
      cache: { type: 'string', default: 'f32' },
      tokens: { type: 'string' },
      prompt: { type: 'string' },
      known: { type: 'string' },
      kernels: { type: 'string', default: 'reference' },
      fault: { type: 'string' },
      generate: { type: 'string', default: '0' },
      chunk: { type: 'string', default: '64' },
      tensors: { type: 'boolean', default: false },
      out: { type: 'string' },
      picture: { type: 'string' },
    },
    usage,
  );
  return {
    model: checkpointPath(values.model, usage),
    weights: parseWeights(values.weights),
    cache: parseCache(values.cache),
    prompt: parseTracedPrompt(values),
    request: {
      program: parseKernels(values.kernels),
      faults: values.fault === undefined ? [] : [parseFault(values.fault)],
      generate: parseCount('--generate', values.generate, 0),
      chunk: parseCount('--chunk', values.chunk, 1),
      tensors: values.tensors,
    },
    out: outputFolder(values.out, usage),
    picture: pictureFile(values.picture),
  };
}

function parseTracedPrompt({ known, ...values }: { known?: string; tokens?: string; prompt?: string }) {
  if (known === undefined) return parsePrompt(values);
  if (values.tokens !== undefined || values.prompt !== undefined) {
    throw new Stop('--known has a prompt of its own: leave --tokens and --prompt out.');
  }
  if (!existsSync(known)) throw new Stop(`--known ${known}: no such file, give a safetensors file with tokens.`);
  return { known };
}
