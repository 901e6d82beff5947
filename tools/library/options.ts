import { checkpointFolder, parseCount } from '../lib/options/arguments.ts';
import { parseFlags } from '../lib/options/flags.ts';
import { Stop } from '../bootstrap/process.mjs';

const trials = ['faults', 'kill', 'memory', 'speed', 'tabs'] as const;

export interface LibraryOptions {
  trial: (typeof trials)[number];
  /** The checkpoint's folder, absolute. */
  model: string;
  /** How often the browser is killed. */
  kills: number;
  /** At most so many million bytes come in a second. */
  rate: number;
  /** Milliseconds before every answer. */
  latency: number;
}

const usage = `library --trial ${trials.join('|')} --model DIR [--kills N] [--rate MB] [--latency MS]`;

/** @throws Stop with one line that says what is wrong with the command line, and the remedy. */
export function parseOptions(args: string[]): LibraryOptions {
  const option = { type: 'string' } as const;
  const { trial, model, kills, rate, latency } = parseFlags(
    args,
    { trial: option, model: option, kills: option, rate: option, latency: option },
    usage,
  );
  const known = trials.find((name) => name === trial);
  if (!known) throw new Stop(`--trial ${trial ?? 'is missing'}: give one of ${trials.join(', ')}; usage: ${usage}`);
  return {
    trial: known,
    model: checkpointFolder(model, usage),
    kills: parseCount('--kills', kills ?? '10', 1, 100),
    rate: parseCount('--rate', rate ?? '40', 1, 10_000),
    latency: parseCount('--latency', latency ?? '0', 0, 10_000),
  };
}
