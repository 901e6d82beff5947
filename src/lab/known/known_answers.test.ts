import { describe, expect, it } from 'vitest';
import { safetensorsBlob, type WrittenTensor } from '../../model/checkpoint/safetensors/write.ts';
import { f32, i32, i64 } from './known_answers.fixture.ts';
import { isMean, readKnownAnswers, usualTolerances } from './known_answers.ts';
import { openTensorFile, readsBlob } from './tensor_file.ts';

const open = (file: Blob) => openTensorFile('known.safetensors', file.size, readsBlob(file));
const read = async (file: Blob) => readKnownAnswers(await open(file), 'known.safetensors');

describe('known answers', () => {
  it('are ids of either width, with logits of all rows or the last, means, a continuation and stages', async () => {
    const known = await read(
      safetensorsBlob(
        {
          tokens: i64(5, 6, 7),
          logits: f32([1, 2], 0.5, 1.5),
          mean_logits: f32([3], 1, 2, 3),
          generated: i32(8),
          'L0.q': f32([3, 1], 1, 2, 3),
          else: f32([1], 1),
        },
        { source: 'me', tolerance: '0.001' },
      ),
    );
    expect(known.tokens).toEqual([5, 6, 7]);
    expect(known).toMatchObject({ generated: [8], source: 'me', unknown: ['else'] });
    expect(known.tolerances).toEqual({ stage: 0.001, mean: usualTolerances.mean });
    expect([...known.meanLogits!]).toEqual([1, 2, 3]);
    expect([...known.stages.keys()]).toEqual(['logits', 'L0.q']);
    expect([...(await known.stages.get('L0.q')!.rows(1, 2))]).toEqual([2, 3]);
    expect([...(await known.stages.get('logits')!.read())]).toEqual([0.5, 1.5]);
  });

  it('may be in 16 bits', async () => {
    const bf16: WrittenTensor = ['BF16', [1, 2], new Uint8Array(Uint16Array.of(0x3f80, 0xc000).buffer)];
    const known = await read(safetensorsBlob({ tokens: i32(1), logits: bf16 }));
    expect([...(await known.stages.get('logits')!.read())]).toEqual([1, -2]);
  });

  it.each([
    ['no ids', { logits: f32([1, 1], 1) }, undefined, /known.safetensors: known answers begin with a tensor "tokens"/],
    ['ids that are floats', { tokens: f32([1], 1), logits: f32([1, 1], 1) }, undefined, /begin with a tensor "tokens"/],
    ['nothing to compare', { tokens: i32(1) }, undefined, /has nothing to compare; save "logits"/],
    ['more rows than ids', { tokens: i32(1), logits: f32([2, 1], 1, 2) }, undefined, /logits has to be \[rows, …\]/],
    [
      'a tolerance that is none',
      { tokens: i32(1), logits: f32([1, 1], 1) },
      { tolerance: 'low' },
      /tolerance in its metadata/,
    ],
    [
      'a type of weights',
      { tokens: i32(1), logits: ['Q8', [1, 1], new Uint8Array(1)] },
      undefined,
      /logits dtype is "Q8"; save ids as I32/,
    ],
    [
      'bytes that do not fit the shape',
      { tokens: i32(1), logits: f32([1, 3], 1, 2) },
      undefined,
      /logits has other bytes than its shape says/,
    ],
  ] satisfies [string, Record<string, WrittenTensor>, Record<string, string> | undefined, RegExp][])(
    'are refused with %s',
    async (_, tensors, metadata, message) => {
      await expect(read(safetensorsBlob(tensors, metadata))).rejects.toThrow(message);
    },
  );
});

it('a mean may be off by the tolerance, and by as much of it', () => {
  expect(isMean(1.0199, 1, usualTolerances)).toBe(true);
  expect(isMean(1.021, 1, usualTolerances)).toBe(false);
  expect(isMean(Number.NaN, 1, usualTolerances)).toBe(false);
});
