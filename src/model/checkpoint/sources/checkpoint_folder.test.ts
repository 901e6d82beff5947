import { expect, test } from 'vitest';
import { refusalOf } from '../../../../e2e/fixtures/refusal.ts';
import { checkpointFolder } from './checkpoint_folder.ts';

const at = (folder: string) => [`${folder}config.json`, `${folder}model.safetensors`];
const find = (paths: string[], main: string | null = null) =>
  checkpointFolder('picked', paths, async (path) => (path === 'refs/main' ? main : null));

test.each<[string, string[], string | null, string]>([
  ['the folder itself', at(''), null, ''],
  ['the folder itself, whatever is below it', [...at(''), ...at('checkpoint-500/')], null, ''],
  ['a GGUF file, without config.json', ['a-Q4_K_M.gguf', ...at('other/')], null, ''],
  ['nothing that is a checkpoint', ['notes.txt', 'onnx/config.json'], null, ''],
  ['the one checkpoint below it', ['readme.md', ...at('a/b/')], null, 'a/b/'],
  ['a checkpoint in shards', ['a/config.json', 'a/model.safetensors.index.json'], null, 'a/'],
  ['the one with weights', ['onnx/config.json', ...at('a/')], null, 'a/'],
  ['the snapshot of a cache', ['refs/main', 'blobs/4d', ...at('snapshots/abc/')], 'abc', 'snapshots/abc/'],
  [
    'of several snapshots, that of refs/main',
    [...at('snapshots/abc/'), ...at('snapshots/def/')],
    'def\n',
    'snapshots/def/',
  ],
])('takes %s', async (_name, paths, main, folder) => {
  expect(await find(paths, main)).toBe(folder);
});

test('names several of which nothing tells which', async () => {
  const { kind, message } = await refusalOf(() => find([...at('checkpoint-500/'), ...at('checkpoint-1000/')], '{}'));
  expect(kind).toBe('bad-checkpoint');
  expect(message).toContain('holds several checkpoints, checkpoint-500, checkpoint-1000; choose');
});

test('says of a cache without its links what to do', async () => {
  const { message } = await refusalOf(() => find(['refs/main', 'blobs/4d7a']));
  expect(message).toMatch(/links .+; copy the snapshot/);
});
