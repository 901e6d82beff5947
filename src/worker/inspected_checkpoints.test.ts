import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { openHere } from '../tokenizer/in_thread.fixture.ts';
import type { CheckpointLocation } from './api.ts';
import { InspectedCheckpoints } from './inspected_checkpoints.ts';

const names = ['config.json', 'generation_config.json', 'model.safetensors', 'tokenizer.json', 'tokenizer_config.json'];
const demo: CheckpointLocation = {
  kind: 'files',
  name: 'demo',
  files: names.map((path) => ({ path, file: new File([readFileSync(`public/models/demo/${path}`)], path) })),
};

test('a checkpoint is read once, and its handle names it until it is released', async () => {
  const reads = vi.spyOn(File.prototype, 'stream');
  const inspected = new InspectedCheckpoints(openHere);
  const { handle, summary } = await inspected.inspect(demo);
  expect(summary).toMatchObject({ name: 'demo', dtypes: ['BF16'], cannotChat: null });
  const before = reads.mock.calls.length;
  const { checkpoint, tokenizer } = inspected.get(handle);
  expect(checkpoint.config).toEqual(summary.config);
  expect(await tokenizer?.encode('one two')).not.toEqual([]);
  expect(reads.mock.calls).toHaveLength(before);
  inspected.release(handle);
  expect(() => inspected.get(handle)).toThrow(/no longer open/);
});

test('handles are independent of each other', async () => {
  const inspected = new InspectedCheckpoints(openHere);
  const [first, second] = [await inspected.inspect(demo), await inspected.inspect(demo)];
  inspected.release(first.handle);
  expect(inspected.get(second.handle).summary).toEqual(first.summary);
});

test('a refused checkpoint has no handle', async () => {
  const nothing: CheckpointLocation = { kind: 'files', name: 'empty', files: [] };
  await expect(new InspectedCheckpoints(openHere).inspect(nothing)).rejects.toThrow(/config.json: missing from empty/);
});
