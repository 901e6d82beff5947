import { findGguf } from '../../model/checkpoint/gguf/files.ts';
import { filesOf, index, readWeightMap, single } from '../../model/checkpoint/safetensors/weight_map.ts';
import type { Source } from '../../model/checkpoint/sources/source.ts';
import { refuse } from '../../result.ts';
import type { RecordedFile } from '../store/record.ts';

/** What inspection reads beside the weights; a test compares this with what it does read. */
const smallFiles = [
  'config.json',
  'generation_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'chat_template.jinja',
];
/** What it reads where another file is missing. */
const insteadOf: Record<string, string[]> = {
  'tokenizer.json': ['vocab.json', 'merges.txt', 'added_tokens.json'],
  'chat_template.jinja': ['chat_template.json'],
};

export interface Plan {
  /** Small files first. */
  files: RecordedFile[];
  absent: string[];
  listing: string[] | null;
}

/**
 * The files that make a checkpoint complete, with their sizes.
 *
 * @throws Refusal as the source does, or 'bad-checkpoint' when there are no weights.
 */
export async function planDownload(source: Source, blockBytes: number): Promise<Plan> {
  const listing = await source.list();
  const lacks = (path: string) => listing !== null && !listing.includes(path);
  const files: RecordedFile[] = [];
  const absent: string[] = [];

  async function add(path: string): Promise<boolean> {
    const stat = lacks(path) ? null : await source.stat(path);
    if (stat) files.push({ path, blockBytes, ...stat, published: stat.sha256 !== null, checked: false });
    else absent.push(path);
    return stat !== null;
  }

  const gguf = await findGguf(source);
  if (gguf) {
    for (const path of gguf) {
      if (await add(path)) continue;
      refuse('bad-checkpoint', `${path}: missing from ${source.name}; choose another source`);
    }
    return { files, absent, listing };
  }
  for (const path of smallFiles) {
    if (await add(path)) continue;
    for (const other of insteadOf[path] ?? []) await add(other);
  }
  if (!(await add(single))) {
    await add(index);
    for (const path of filesOf(await readWeightMap(source))) {
      if (await add(path)) continue;
      refuse('bad-checkpoint', `${path}: missing from ${source.name}, though ${index} names it; choose another source`);
    }
  }
  return { files, absent, listing };
}
