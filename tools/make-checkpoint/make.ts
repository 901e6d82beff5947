import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readConfig } from '../../src/model/families/families.ts';
import { formatFields, type CheckpointFormat } from './formats.ts';
import { publishedGenerationConfig, type publishedConfig } from './presets.ts';
import { copyTokenizer } from './tokenizer.ts';
import { writeWeights } from './weights.ts';

export interface Made {
  /** Names of the files. config.json comes last, because a folder without it is not taken for a checkpoint. */
  files: string[];
  hasTokenizer: boolean;
}

/** Writes a random checkpoint into an existing folder. `published` becomes its config.json. */
export async function makeCheckpoint(
  folder: string,
  published: ReturnType<typeof publishedConfig>,
  seed: number,
  format: CheckpointFormat,
): Promise<Made> {
  const json = {
    'generation_config.json': publishedGenerationConfig,
    'config.json': { ...published, ...formatFields(format) },
  };
  for (const [name, content] of Object.entries(json)) {
    await writeFile(path.join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
  }
  const { config } = readConfig(JSON.stringify(published), 'config.json');
  const weights = await writeWeights(folder, config, seed, format);
  const tokenizer = await copyTokenizer(folder);
  return { files: [...weights, ...tokenizer, ...Object.keys(json)], hasTokenizer: tokenizer.length > 0 };
}
