import { readdirSync } from 'node:fs';
import { Stop } from '../bootstrap/process.mjs';
import { outputFolder, parseCount } from '../lib/options/arguments.ts';
import { parseFlags } from '../lib/options/flags.ts';
import { checkpointFormats, type CheckpointFormat } from './formats.ts';
import { presets, type Preset } from './presets.ts';

export interface CheckpointOptions {
  preset: Preset;
  /** Undefined for the preset's own number. */
  layers: number | undefined;
  seed: number;
  format: CheckpointFormat;
  /** The folder to write to, absolute. It is empty or does not exist. */
  out: string;
}

const usage = `make-checkpoint --preset ${presets.join('|')} [--layers N] [--format ${checkpointFormats.join('|')}] --seed S --out DIR`;

/** The most that a config.json may name. */
export const maxLayers = 256;

/** @throws Stop with one line that says what is wrong with the command line, and the remedy. */
export function parseOptions(args: string[]): CheckpointOptions {
  const option = { type: 'string' } as const;
  const flags = { preset: option, layers: option, seed: option, format: option, out: option };
  const { preset, layers, seed, format, out } = parseFlags(args, flags, usage);
  if (seed === undefined) throw new Stop(`--seed is missing: give a whole number; usage: ${usage}`);
  return {
    preset: parsePreset(preset),
    layers: layers === undefined ? undefined : parseCount('--layers', layers, 1, maxLayers),
    seed: parseCount('--seed', seed, 0),
    format: parseFormat(format ?? 'bf16'),
    out: emptyFolder(outputFolder(out, usage)),
  };
}

/** @throws Stop for a name that no preset has. */
export function parsePreset(name: string | undefined): Preset {
  const preset = presets.find((known) => known === name || known === `qwen3-${name}`);
  if (preset) return preset;
  throw new Stop(`--preset ${name === undefined ? 'is missing' : name}: give one of ${presets.join(', ')}.`);
}

function parseFormat(name: string): CheckpointFormat {
  const format = checkpointFormats.find((known) => known === name);
  if (format) return format;
  throw new Stop(`--format ${name}: give one of ${checkpointFormats.join(', ')}.`);
}

/** @throws Stop for a folder with files in it: a reader would take those for a part of the checkpoint. */
function emptyFolder(folder: string): string {
  try {
    if (readdirSync(folder).length > 0) throw new Stop(`--out ${folder}: not empty, give an empty or a new folder.`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return folder;
}
