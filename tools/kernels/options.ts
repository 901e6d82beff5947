import { parseArgs } from 'node:util';
import type { Sizes } from '../../src/kernels/checking/check.ts';
import { formatNames, type WeightType } from '../../src/kernels/formats/formats.ts';
import { Stop, wrongUsage } from '../bootstrap/process.mjs';
import { outputFile } from '../lib/options/arguments.ts';
import { settleChoice, type RunChoice } from './engine/choice.ts';
import { models } from './engine/models.ts';
import { ladders, rungName, runnable } from './ladders/ladders.ts';

export interface RunOptions {
  kind: 'run';
  /** The ladder that the choices are the rungs of, or null for one kernel. */
  ladder: string | null;
  choices: RunChoice[];
  /** The JSON file to write. */
  json: string | null;
}

export type KernelsOptions = { kind: 'list' } | RunOptions;

const usage =
  'kernels (NAME | --ladder NAME | --list) [--seed S] [--shape MODEL|KEY=VALUE,...] [--format bf16] [--tuning PATH=VALUE,...] [--json FILE]';

/** @throws Stop with one line on what is wrong with the command line and how to mend it. */
export function parseOptions(args: string[]): KernelsOptions {
  const { values, positionals } = parseFlags(args);
  if (values.list) return { kind: 'list' };
  const [name, ...others] = positionals;
  if (others.length > 0) throw new Stop(`${others[0]}: one kernel at a time; usage: ${usage}`);
  if ((name === undefined) === (values.ladder === undefined))
    throw new Stop(`Give a kernel or a ladder; usage: ${usage}`);
  const { model, sizes } = parseShape(values.shape);
  const common = {
    seed: parseSeed(values.seed),
    model,
    sizes,
    format: parseFormat(values.format),
    tuning: Object.fromEntries(pairs('--tuning', values.tuning)),
  };
  const names = values.ladder === undefined ? [known(name!)] : rungsOf(values.ladder);
  const choices = names.map((each) => ({ name: each, ...common }));
  for (const choice of choices) hold(choice);
  const json = values.json === undefined ? null : outputFile(values.json, usage);
  return { kind: 'run', ladder: values.ladder ?? null, choices, json };
}

function parseFlags(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        list: { type: 'boolean', default: false },
        ladder: { type: 'string' },
        seed: { type: 'string', default: '1' },
        shape: { type: 'string', default: '' },
        format: { type: 'string' },
        tuning: { type: 'string', default: '' },
        json: { type: 'string' },
      },
    });
  } catch (error) {
    throw wrongUsage(error, usage);
  }
}

function known(name: string): string {
  if (name in runnable) return name;
  throw new Stop(`${name}: no such kernel; npm run kernels -- --list names them.`);
}

function rungsOf(ladder: string): string[] {
  const found = ladders[ladder];
  if (!found) throw new Stop(`--ladder ${ladder}: no such ladder, give one of ${Object.keys(ladders).join(', ')}.`);
  return found.rungs.map(({ name }) => rungName(ladder, name));
}

function parseSeed(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Stop(`--seed ${text}: not a seed, give a whole number of at most nine digits.`);
}

/** A model, sizes, or both: `qwen3-0.6b,outputs=2048`. */
function parseShape(text: string): { model: string | null; sizes: Sizes } {
  const [first = '', ...rest] = text.split(',');
  const isModel = first !== '' && !first.includes('=');
  if (isModel && !(first in models)) {
    throw new Stop(`--shape ${first}: give KEY=VALUE,... or a model: ${Object.keys(models).join(', ')}.`);
  }
  const sizes = pairs('--shape', isModel ? rest.join(',') : text);
  return {
    model: isModel ? first : null,
    sizes: Object.fromEntries(sizes.map(([name, value]) => [name, value === '' ? Number.NaN : Number(value)])),
  };
}

function parseFormat(text: string | undefined): WeightType | null {
  if (text === undefined) return null;
  const format = formatNames.find((name) => name === text.toUpperCase());
  if (format) return format;
  throw new Stop(`--format ${text}: no such format, give one of ${formatNames.join(', ').toLowerCase()}.`);
}

function pairs(option: string, text: string): [string, string][] {
  if (text === '') return [];
  return text.split(',').map((pair) => {
    const [name, value, ...more] = pair.split('=');
    if (name && value !== undefined && more.length === 0) return [name, value];
    throw new Stop(`${option} ${text}: give KEY=VALUE, separated by commas.`);
  });
}

/** Refuses what the kernel does not take, before a browser is started. */
function hold(choice: RunChoice): void {
  try {
    settleChoice(runnable[choice.name]!.check, choice);
  } catch (error) {
    throw error instanceof RangeError ? new Stop(`${choice.name}: ${error.message}`) : error;
  }
}
