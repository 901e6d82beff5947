import { expect, it } from 'vitest';
import { latestPerFrame } from './frames.ts';

function stage() {
  const frames: (() => void)[] = [];
  const delivered: number[] = [];
  const batch = latestPerFrame<number>(
    (value) => delivered.push(value),
    (run) => frames.push(run),
  );
  return { frames, delivered, batch };
}

it('delivers the latest value of a frame, once', () => {
  const { frames, delivered, batch } = stage();
  for (const value of [1, 2, 3]) batch.push(value);
  expect(delivered).toEqual([]);
  expect(frames).toHaveLength(1);
  frames.pop()!();
  batch.push(4);
  frames.pop()!();
  expect(delivered).toEqual([3, 4]);
});

it('delivers immediately when flushed, and then nothing at the frame', () => {
  const { frames, delivered, batch } = stage();
  batch.push(1);
  batch.flush();
  frames.pop()!();
  expect(delivered).toEqual([1]);
});
