import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import { expect, test } from 'vitest';
import type { Bytes } from '../source.ts';
import { Passing, Patience } from './patience.ts';
import { resuming, type ResponseBody } from './resuming.ts';

const rangeBytes = 3 * 2 ** 20;
const end = 3 * rangeBytes + 1234;
const file = Uint8Array.from({ length: end }, (_, i) => (i * 2654435761) >>> 24);
const chunkBytes = 2 ** 20;
const lost = () => new Passing({ kind: 'unreachable', message: 'lost' });

type Answer = 'range' | 'whole' | 'whole, breaks' | 'breaks' | 'ends early' | 'ends sooner and says so' | 'is refused';

/** A server whose answers go as told, and are right when nothing more is told. */
function server(answers: Answer[]) {
  const asked: [number, number][] = [];
  let closed = 0;
  async function open(at: number, until: number): Promise<ResponseBody> {
    asked.push([at, until]);
    const answer = answers.shift() ?? 'range';
    if (answer === 'is refused') throw lost();
    const whole = answer.startsWith('whole');
    const first = whole ? 0 : at;
    const half = Math.ceil((at + until) / 2);
    const stop = {
      range: until,
      whole: end,
      'whole, breaks': end - 1000,
      breaks: half,
      'ends early': half,
      'ends sooner and says so': half,
    }[answer];
    let position = first;
    return {
      at: first,
      end: answer === 'ends sooner and says so' ? half : whole ? null : until,
      partial: !whole,
      close: () => closed++,
      async read(): Promise<Bytes | null> {
        if (position >= stop && answer.endsWith('breaks')) throw lost();
        const chunk = file.slice(position, Math.min(position + chunkBytes, stop));
        position += chunk.byteLength;
        return chunk.byteLength > 0 ? chunk : null;
      },
    };
  }
  return { open, asked, closed: () => closed };
}

/** Whether all bytes from `start` on come, and are right. */
async function isWhole(open: ReturnType<typeof server>['open'], start: number): Promise<boolean> {
  const patience = new Patience('weights', { sleep: async () => {}, silenceMs: 1000 });
  const stream = await resuming({ origin: 'weights', start, end, open, close: () => {}, patience });
  return Buffer.from(await new Response(stream).arrayBuffer()).equals(file.subarray(start));
}

test('asks for ranges one after the other, each while the one before it comes', async () => {
  const { open, asked, closed } = server([]);
  expect(await isWhole(open, 100)).toBe(true);
  expect(asked).toEqual([
    [100, 100 + rangeBytes],
    [100 + rangeBytes, 100 + 2 * rangeBytes],
    [100 + 2 * rangeBytes, 100 + 3 * rangeBytes],
    [100 + 3 * rangeBytes, end],
  ]);
  expect(closed()).toBe(0);
});

test('reads a server that ignores ranges with one request', async () => {
  const { open, asked } = server(['whole']);
  expect(await isWhole(open, 100)).toBe(true);
  expect(asked).toEqual([[100, 100 + rangeBytes]]);
});

test('asks again for what a break has dropped, and for nothing else', async () => {
  const { open, asked } = server(['range', 'breaks']);
  expect(await isWhole(open, 0)).toBe(true);
  const half = 1.5 * rangeBytes;
  expect(asked).toContainEqual([half, 2 * rangeBytes]);
  expect(asked.filter(([at]) => at === 2 * rangeBytes)).toHaveLength(1);
});

test('hands on every byte once and in order, whatever goes wrong', async () => {
  const answer = constantFrom<Answer>(
    'range',
    'whole',
    'breaks',
    'ends early',
    'ends sooner and says so',
    'is refused',
  );
  await assert(
    asyncProperty(
      record({ answers: array(answer, { maxLength: 8 }), start: integer({ min: 0, max: end - 1 }) }),
      async ({ answers, start }) => {
        const { open, asked } = server([...answers.slice(0, 4), 'range', ...answers.slice(4)]);
        expect(await isWhole(open, start)).toBe(true);
        for (const [at, until] of asked) expect(until - at).toBeLessThanOrEqual(rangeBytes);
      },
    ),
    { numRuns: 30 },
  );
});
