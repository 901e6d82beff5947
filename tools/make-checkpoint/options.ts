import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Stop, wrongUsage } from '../bootstrap/process.mjs';
import { outputFolder, parseCount } from '../lib/arguments.ts';
import { presets, type Preset } from './presets.ts';

export interface CheckpointOptions {
  preset: Preset;
  /** The preset's own where none are given. */
  layers: number | undefined;
  seed: number;
  /** The folder to write to, absolute; it need not exist. */
  out: string;
}

const usage = `make-checkpoint --preset ${presets.join('|')} [--layers N] --seed S --out DIR`;

/** @throws Stop with one line on what is wrong with the command line and how to mend it. */
export function parseOptions(args: string[]): CheckpointOptions {
  const { preset, layers, seed, out } = parseFlags(args);
  if (seed === undefined) throw new Stop(`--seed is missing: give a whole number; usage: ${usage}`);
  return {
    preset: parsePreset(preset),
    layers: layers === undefined ? undefined : parseLayers(layers),
    seed: parseCount('--seed', seed, 0),
    out: emptyFolder(outputFolder(out, usage)),
  };
}

function parseFlags(args: string[]) {
  try {
    const option = { type: 'string' } as const;
    return parseArgs({ args, options: { preset: option, layers: option, seed: option, out: option } }).values;
  } catch (error) {
    throw wrongUsage(error, usage);
  }
}

function parsePreset(name: string | undefined): Preset {
  const preset = presets.find((known) => known === name);
  if (preset) return preset;
  throw new Stop(`--preset ${name === undefined ? 'is missing' : name}: give one of ${presets.join(', ')}.`);
}

/** As many as config.json may name. */
const maxLayers = 256;

function parseLayers(text: string): number {
  const layers = parseCount('--layers', text, 1);
  if (layers > maxLayers) throw new Stop(`--layers ${text}: give at most ${maxLayers}.`);
  return layers;
}

/** A file left from another checkpoint would be taken for a part of this one. */
function emptyFolder(folder: string): string {
  try {
    if (readdirSync(folder).length > 0) throw new Stop(`--out ${folder}: not empty, give an empty or a new folder.`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return folder;
}
