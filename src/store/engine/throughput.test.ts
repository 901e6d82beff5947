import { expect, it } from 'vitest';
import { createThroughput } from './throughput.ts';

it('has no rate before two readings are apart', () => {
  const read = createThroughput();
  expect(read(0, 100)).toBeNull();
  expect(read(50, 100)).toBeNull();
  expect(read(100, 200)).toBe(1000);
});

it('forgets old readings', () => {
  const read = createThroughput();
  read(0, 0);
  read(1_000_000, 1000);
  for (let at = 2000; at <= 9000; at += 1000) read(1_000_000 + at, at);
  expect(read(1_010_000, 10_000)).toBe(1000);
});
