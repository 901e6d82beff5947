import { statfsSync } from 'node:fs';
import { readConfig } from '../../src/model/families/families.ts';
import { runMain, Stop } from '../bootstrap/process.mjs';
import { openOutput } from '../lib/output.ts';
import { makeCheckpoint } from './make.ts';
import { parseOptions } from './options.ts';
import { publishedConfig } from './presets.ts';
import { parameters, weightBytes } from './weights.ts';

/** Bytes of the tokenizer and the small files. */
const otherBytes = 12e6;

/** @throws Stop when the disk is too full. */
function requireRoom(scratch: string, out: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(scratch);
  if (bavail * bsize >= bytes) return;
  const [needed, free] = [bytes, bavail * bsize].map((size) => `${(size / 1e9).toFixed(1)} GB`);
  throw new Stop(`--out ${out}: needs ${needed} but only ${free} are free, make room or choose another disk.`);
}

await runMain(async () => {
  const started = performance.now();
  const { preset, layers, seed, format, out } = parseOptions(process.argv.slice(2));
  const published = publishedConfig(preset, layers);
  const { config } = readConfig(JSON.stringify(published), 'config.json');
  const bytes = weightBytes(config, format);
  const output = openOutput(out);
  requireRoom(output.scratch, out, bytes + otherBytes);
  const { files, hasTokenizer } = await makeCheckpoint(output.scratch, published, seed, format);
  output.commit(files);
  if (!hasTokenizer)
    console.log('The checkpoint has no tokenizer, because none is installed here: give prompts as token ids.');
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const size = `${parameters(config)} parameters in ${(bytes / 1e9).toFixed(2)} GB of ${format}`;
  console.log(`${out}: ${preset}, ${published.num_hidden_layers} layers, ${size}, ${seconds} s`);
});
