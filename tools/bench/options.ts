import path from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchRequest } from '../../src/worker/api.ts';
import { Stop, wrongUsage } from '../bootstrap/process.mjs';
import { checkpointFolder } from '../lib/arguments.ts';
import { parseKernels } from '../lib/kernels_option.ts';

export interface BenchOptions {
  /** The checkpoint's folder. */
  model: string;
  /** The JSON file to write. */
  out: string;
  request: BenchRequest;
}

const usage =
  'bench --model DIR [--programs "fused reference"] [--contexts 128,1024,4096] [--prefill 128,512,1024] [--tokens N] --out FILE';

/** @throws Stop with one line on what is wrong with the command line and how to mend it. */
export function parseOptions(args: string[]): BenchOptions {
  const values = parseFlags(args);
  if (!values.out) throw new Stop(`--out is missing: give the file to write; usage: ${usage}`);
  const [tokens] = parseCounts('--tokens', values.tokens);
  return {
    model: checkpointFolder(values.model, usage),
    out: path.resolve(values.out),
    request: {
      // Programs may be lists with commas themselves.
      programs: values.programs.trim().split(/\s+/).map(parseKernels),
      contexts: parseCounts('--contexts', values.contexts),
      prefills: parseCounts('--prefill', values.prefill),
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
        programs: { type: 'string', default: 'fused reference' },
        contexts: { type: 'string', default: '128,1024,4096' },
        prefill: { type: 'string', default: '128,512,1024' },
        tokens: { type: 'string', default: '256' },
        out: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw wrongUsage(error, usage);
  }
}

function parseCounts(flag: string, text: string): number[] {
  const counts = text.split(',').map((count) => count.trim());
  const stray = counts.find((count) => !/^[1-9]\d{0,6}$/.test(count));
  if (stray !== undefined) {
    throw new Stop(`${flag}: "${stray}" is no count, give whole numbers from 1 on with commas between them.`);
  }
  return counts.map(Number);
}
