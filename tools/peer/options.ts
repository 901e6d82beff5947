import { parseArgs } from 'node:util';
import { Stop, wrongUsage } from '../bootstrap/process.mjs';
import { outputFile, parseCount, parseCounts } from '../lib/arguments.ts';

export interface PeerOptions {
  layers: number;
  contexts: number[];
  prefill: number[];
  /** The file to write to, absolute. */
  out: string;
}

const usage = 'peer [--contexts 128] [--prefill 128,512,1024] [--layers N] --out FILE';

/** Qwen3-0.6B's. */
const maxLayers = 28;

/** What the published model is trained for. */
const maxTokens = 32_768;

/** @throws Stop with one line on what is wrong with the command line and how to mend it. */
export function parseOptions(args: string[]): PeerOptions {
  const { contexts, prefill, layers, out } = parseFlags(args);
  return {
    contexts: parseCounts('--contexts', contexts, maxTokens),
    prefill: parseCounts('--prefill', prefill, maxTokens),
    layers: parseLayers(layers),
    out: outputFile(out, usage),
  };
}

function parseFlags(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        contexts: { type: 'string', default: '128' },
        prefill: { type: 'string', default: '128,512,1024' },
        layers: { type: 'string', default: String(maxLayers) },
        out: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw wrongUsage(error, usage);
  }
}

function parseLayers(text: string): number {
  const layers = parseCount('--layers', text, 1);
  if (layers > maxLayers) throw new Stop(`--layers ${text}: give at most ${maxLayers}.`);
  return layers;
}
