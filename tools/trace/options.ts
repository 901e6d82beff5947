import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { TraceRequest } from '../../src/worker/api.ts';
import { Stop, wrongUsage } from '../bootstrap/process.mjs';
import { outputFolder, parseCount } from '../lib/arguments.ts';

export interface TraceOptions {
  /** The checkpoint's folder. */
  model: string;
  /** The folder to write to; it need not exist. */
  out: string;
  request: TraceRequest;
}

export const usage =
  'trace --model DIR (--tokens 1,2,3 | --prompt TEXT) [--kernels reference] [--generate N] [--chunk N] [--tensors] --out DIR';

/** Tokens a prefill chunk. */
const defaultChunk = '64';

/** @throws Stop with one line on what is wrong with the command line and how to mend it. */
export function parseOptions(args: string[]): TraceOptions {
  const values = parseFlags(args);
  if (values.kernels !== 'reference') {
    throw new Stop(`--kernels ${values.kernels}: this build has the reference kernels only, so leave --kernels out.`);
  }
  return {
    model: checkpointFolder(values.model),
    request: {
      prompt: parsePrompt(values),
      generate: parseCount('--generate', values.generate, 0),
      chunk: parseCount('--chunk', values.chunk, 1),
      tensors: values.tensors,
    },
    out: outputFolder(values.out, usage),
  };
}

function parseFlags(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        model: { type: 'string' },
        tokens: { type: 'string' },
        prompt: { type: 'string' },
        kernels: { type: 'string', default: 'reference' },
        generate: { type: 'string', default: '0' },
        chunk: { type: 'string', default: defaultChunk },
        tensors: { type: 'boolean', default: false },
        out: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw wrongUsage(error, usage);
  }
}

function parsePrompt({ tokens, prompt }: { tokens?: string; prompt?: string }): TraceRequest['prompt'] {
  if ((tokens === undefined) === (prompt === undefined)) {
    const given = tokens === undefined ? 'neither --tokens nor --prompt' : 'both --tokens and --prompt';
    throw new Stop(`The prompt is given by ${given}: give one of them.`);
  }
  if (prompt === '') throw new Stop('--prompt is empty: give at least one character.');
  if (prompt !== undefined) return { text: prompt };
  const ids = (tokens ?? '').split(',');
  const stray = ids.find((id) => !/^\s*\d{1,9}\s*$/.test(id));
  if (stray !== undefined) {
    throw new Stop(
      `--tokens: "${stray}" is not a token id, give whole numbers with commas between them, such as 1,2,3.`,
    );
  }
  return { tokens: ids.map(Number) };
}

function checkpointFolder(folder: string | undefined): string {
  if (!folder) throw new Stop(`--model is missing: give the folder of a checkpoint; usage: ${usage}`);
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) throw new Stop(`--model ${folder}: no such folder, give one with config.json and model.safetensors.`);
  if (!found.isDirectory()) throw new Stop(`--model ${folder}: a file, give the folder that it is in.`);
  return path.resolve(folder);
}
