import { existsSync } from 'node:fs';
import path from 'node:path';
import { Stop } from '../bootstrap/process.mjs';
import { parseFlags } from '../lib/options/flags.ts';
import { mixes, type Mix } from './types.ts';

export interface GgufOptions {
  /** A folder with a checkpoint in Hugging Face layout, absolute. */
  from: string;
  mix: Mix;
  /** Whether tokens are named by their ids, so that prompts for other engines can be given by id. */
  byIds: boolean;
  /** The file to write, absolute. It does not exist. */
  out: string;
}

const names = mixes.map((mix) => mix.toLowerCase());
const usage = `make-gguf --from DIR --type ${names.join('|')} [--by-ids] --out FILE.gguf`;

/** @throws Stop with one line that says what is wrong with the command line, and the remedy. */
export function parseOptions(args: string[]): GgufOptions {
  const option = { type: 'string' } as const;
  const flags = { from: option, type: option, out: option, 'by-ids': { type: 'boolean', default: false } } as const;
  const { from, type, out, 'by-ids': byIds } = parseFlags(args, flags, usage);
  if (from === undefined) throw new Stop(`--from is missing: give the folder of a checkpoint; usage: ${usage}`);
  if (!existsSync(path.join(from, 'config.json')))
    throw new Stop(`--from ${from}: has no config.json, give another folder.`);
  const mix = mixes[names.indexOf(type?.toLowerCase() ?? '')];
  if (mix === undefined) throw new Stop(`--type ${type ?? 'is missing'}: give one of ${names.join(', ')}.`);
  if (!out?.endsWith('.gguf')) throw new Stop(`--out ${out ?? 'is missing'}: give a file that ends in .gguf.`);
  if (existsSync(out)) throw new Stop(`--out ${out}: exists, give another file.`);
  return { from: path.resolve(from), mix, byIds, out: path.resolve(out) };
}
