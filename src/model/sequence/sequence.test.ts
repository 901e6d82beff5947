import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Batch } from '../../gpu/recording.ts';
import { SeenIds } from '../sampling/seen_ids.ts';
import { Sequence, type Sampler, type SequenceMemory } from './sequence.ts';

const vocabulary = 100;
const capacity = 24;

/** The id that is sampled after `run`: depends on all of it, so that a wrong cache shows. */
function nextId(run: readonly number[]): number {
  return run.reduce((sum, id, at) => (sum * 31 + id * (at + 1)) % vocabulary, 7);
}

/** A GPU that runs and samples as the kernels do, at once, from nothing but its own memory. */
class FakeGpu implements SequenceMemory {
  batch: Batch = { start: 0, tokens: 0 };
  ids: number[] = [];
  seen = new Uint32Array(4);
  cache: number[] = [];
  writes = 0;

  writeBatch(batch: Batch) {
    this.batch = batch;
    this.writes += 1;
  }

  writeIds(ids: readonly number[]) {
    this.ids.splice(0, ids.length, ...ids);
  }

  writeSeen(words: Uint32Array, first: number, count: number) {
    this.seen.set(words.subarray(first, first + count), first);
  }

  run() {
    const { start, tokens } = this.batch;
    this.cache.splice(start, Infinity, ...this.ids.slice(0, tokens));
  }

  sample(): number {
    const id = nextId(this.cache);
    this.ids[0] = id;
    this.seen[Math.floor(id / 32)]! |= 1 << (id % 32);
    this.batch = { start: this.batch.start + this.batch.tokens, tokens: 1 };
    return id;
  }

  /** Samples behind every token of the batch, one after the other. */
  sampleRows(): number[] {
    const { start, tokens } = this.batch;
    const whole = this.cache;
    const ids = Array.from({ length: tokens }, (_, row) => {
      this.cache = whole.slice(0, start + row + 1);
      return this.sample();
    });
    this.cache = whole;
    this.batch = { start: start + tokens, tokens: 1 };
    return ids;
  }
}

function setUp() {
  const gpu = new FakeGpu();
  return { gpu, sequence: new Sequence(gpu, capacity, vocabulary) };
}

/** Submits a token to be sampled; its id is known once it is learnt. */
function sample(sequence: Sequence, gpu: FakeGpu, sampler: Sampler): number {
  sequence.sample(sampler);
  return sampler === 'gpu' ? gpu.sample() : nextId(gpu.cache);
}

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('gpu' as const, 'cpu' as const) },
    { weight: 4, arbitrary: fc.constant('learn' as const) },
    // A guess that is right up to one of its ids, or to its end.
    { weight: 2, arbitrary: fc.record({ guessed: fc.integer({ min: 1, max: 8 }), wrongAt: fc.nat(9) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        keep: fc.nat(capacity),
        prompt: fc.array(fc.nat(vocabulary - 1), { minLength: 1, maxLength: 5 }),
      }),
    },
  ),
  { maxLength: 60 },
);

test('whoever samples, and however far ahead, the ids are those of one token after the other', () => {
  fc.assert(
    fc.property(steps, (steps) => {
      const { gpu, sequence } = setUp();
      /** What the cache holds, by running every id when it is known. */
      let expected: number[] = [];
      let inFlight: number[] = [];
      /** Ids that were proposed, and are not learnt yet. */
      let assumed: number[] = [];
      let onCpu = true;
      const [sampled, right]: [number[], number[]] = [[], []];
      /** Of every id learnt: whether it was said rightly that what had been assumed of it was true. */
      const rightly: boolean[] = [];
      const ask = (prompt: readonly number[]) => {
        if (prompt.length > sequence.room) return;
        sequence.append(prompt);
        gpu.run();
        expected.push(...prompt);
        sequence.beginAnswer(true, 0);
      };
      let learnt = 0;
      let begun = 0;
      const settle = (keep: number) => {
        [inFlight, assumed] = [[], []];
        sequence.rewind(keep);
        expected = expected.slice(0, sequence.length);
        learnt = begun = 0;
      };
      ask([3, 1, 4]);
      for (const step of steps) {
        if (step === 'learn') {
          const id = inFlight.shift();
          if (id === undefined) continue;
          sampled.push(id);
          right.push(nextId(expected));
          const held = sequence.learn(id);
          rightly.push(held === (id === (assumed.shift() ?? id)));
          expected.push(id);
          learnt += 1;
          if (!held) [inFlight, assumed, begun] = [[], [], learnt];
        } else if (typeof step === 'string') {
          if (!sequence.maySample(step) || (begun > 0 && sequence.room === 0)) continue;
          if (begun > 0) {
            sequence.advance();
            gpu.run();
          }
          onCpu = step === 'cpu';
          inFlight.push(sample(sequence, gpu, step));
          begun += 1;
        } else if ('guessed' in step) {
          const { tokens } = sequence.proposal(step.guessed);
          const fits = step.guessed >= sequence.pending && tokens >= 1 && tokens <= sequence.room;
          if (begun === 0 || !fits || !sequence.maySample('gpu') || onCpu) continue;
          for (let n = 0; n < step.guessed; n += 1) {
            const next = nextId([...expected, ...assumed]);
            assumed.push(n === step.wrongAt ? (next + 1) % vocabulary : next);
          }
          sequence.propose(assumed.slice(-step.guessed));
          gpu.run();
          inFlight.push(...gpu.sampleRows());
          begun += tokens;
        } else {
          settle(step.keep);
          ask(step.prompt);
        }
        expect(sequence.context).toEqual(expected);
        expect(sequence.ids).toEqual(expected.slice(0, sequence.length));
        expect(gpu.cache.slice(0, sequence.length)).toEqual(sequence.ids);
        expect(sequence.sampled).toBe(begun);
        if (inFlight.length > 0 || learnt === 0) continue;
        const seen = new SeenIds(vocabulary);
        seen.reset(expected);
        expect(gpu.seen).toEqual(seen.words);
      }
      expect(sampled).toEqual(right);
      expect(rightly).not.toContain(false);
    }),
    { numRuns: 500 },
  );
});

test('tokens that the GPU samples need no write', () => {
  const { gpu, sequence } = setUp();
  sequence.append([1, 2]);
  gpu.run();
  sequence.beginAnswer(false, 0);
  sample(sequence, gpu, 'gpu');
  for (let token = 0; token < 5; token += 1) {
    expect(sequence.advance()).toEqual({ start: 2 + token, tokens: 1 });
    gpu.run();
    sample(sequence, gpu, 'gpu');
  }
  expect(gpu.writes).toBe(1);
});

test('a position that is run once more is written, and so is the one after it', () => {
  const { gpu, sequence } = setUp();
  sequence.append([1, 2]);
  expect(sequence.revisit()).toEqual({ start: 1, tokens: 1 });
  expect(gpu.batch).toEqual({ start: 1, tokens: 1 });
  sequence.append([3]);
  expect(gpu.batch).toEqual({ start: 2, tokens: 1 });
  expect(sequence.lastBatch).toEqual({ start: 2, tokens: 1 });
});

describe('what would lose count is a bug', () => {
  test('more tokens than there is room for', () => {
    const { sequence } = setUp();
    expect(() => sequence.append(Array.from({ length: capacity + 1 }, () => 1))).toThrow(
      'more tokens than the context',
    );
  });

  test('a prompt while a sampled token waits to be run', () => {
    const { sequence } = setUp();
    sequence.append([1]);
    sequence.sample('gpu');
    expect(() => sequence.append([2])).toThrow('has not been run');
    sequence.rewind(1);
    expect(sequence.append([2])).toEqual({ start: 1, tokens: 1 });
  });

  test('a token that was not sampled', () => {
    const { sequence } = setUp();
    sequence.append([1]);
    expect(() => sequence.advance()).toThrow('no token was sampled');
  });

  test('a guess that is shorter than what is pending, or that the CPU would sample behind', () => {
    const { gpu, sequence } = setUp();
    sequence.append([1]);
    gpu.run();
    sample(sequence, gpu, 'gpu');
    sequence.advance();
    gpu.run();
    sample(sequence, gpu, 'gpu');
    expect(() => sequence.propose([5])).toThrow('nothing is proposed');
    sequence.rewind(1);
    sequence.sample('cpu');
    sequence.learn(7);
    expect(() => sequence.propose([5])).toThrow('only the GPU');
  });

  test('sampling on the CPU while ids are pending', () => {
    const { sequence } = setUp();
    sequence.append([1]);
    sequence.sample('gpu');
    expect(() => sequence.sample('cpu')).toThrow('have to be known');
  });
});
