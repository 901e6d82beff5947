import { existsSync } from 'node:fs';
import path from 'node:path';
import { Stop } from '../bootstrap/process.mjs';
import { parseCount } from '../lib/options/arguments.ts';
import { parseFlags } from '../lib/options/flags.ts';
import { maxLayers, parsePreset } from '../make-checkpoint/options.ts';
import type { RandomModel } from './random.ts';
import { mixes, type Mix } from './types.ts';

export interface GgufOptions {
  weights: Converted | RandomModel;
  mix: Mix;
  /** The file to write, absolute. It does not exist. */
  out: string;
}

interface Converted {
  /** A folder with a checkpoint in Hugging Face layout, absolute. */
  from: string;
  /** Whether tokens are named by their ids, so that prompts for other engines can be given by id. */
  byIds: boolean;
}

const names = mixes.map((mix) => mix.toLowerCase());
const usage = `make-gguf (--from DIR [--by-ids] | --preset 0.6b --seed S [--layers N]) --type ${names.join('|')} --out FILE.gguf`;

/** @throws Stop with one line that says what is wrong with the command line, and the remedy. */
export function parseOptions(args: string[]): GgufOptions {
  const option = { type: 'string' } as const;
  const flags = {
    from: option,
    'by-ids': { type: 'boolean', default: false },
    preset: option,
    seed: option,
    layers: option,
    type: option,
    out: option,
  } as const;
  const { from, 'by-ids': byIds, preset, seed, layers, type, out } = parseFlags(args, flags, usage);
  if ((from === undefined) === (preset === undefined)) {
    throw new Stop(`Give either --from, the folder of a checkpoint, or --preset, a shape; usage: ${usage}`);
  }
  const mix = mixes[names.indexOf(type?.toLowerCase() ?? '')];
  if (mix === undefined) throw new Stop(`--type ${type ?? 'is missing'}: give one of ${names.join(', ')}.`);
  if (!out?.endsWith('.gguf')) throw new Stop(`--out ${out ?? 'is missing'}: give a file that ends in .gguf.`);
  if (existsSync(out)) throw new Stop(`--out ${out}: exists, give another file.`);
  const weights = from === undefined ? parseRandom(preset, seed, layers) : { from: checkpointFolder(from), byIds };
  return { weights, mix, out: path.resolve(out) };
}

function parseRandom(preset: string | undefined, seed: string | undefined, layers: string | undefined): RandomModel {
  if (seed === undefined) throw new Stop(`--seed is missing: give a whole number; usage: ${usage}`);
  return {
    preset: parsePreset(preset),
    layers: layers === undefined ? undefined : parseCount('--layers', layers, 1, maxLayers),
    seed: parseCount('--seed', seed, 0),
  };
}

function checkpointFolder(folder: string): string {
  if (existsSync(path.join(folder, 'config.json'))) return path.resolve(folder);
  throw new Stop(`--from ${folder}: has no config.json, give another folder.`);
}
