import { expect, test } from 'vitest';
import { Sequence } from '../sequence/sequence.ts';
import { SpeculationAccount } from './account.ts';
import { Drafter } from './drafter.ts';
import { Speculator } from './speculator.ts';

/** Text that repeats itself every ten ids. */
const right = (at: number) => at % 10;

/** An answer to 40 ids of that text, of which plain tokens take 10 ms and one more is sampled and not run. */
function begun() {
  const sequence = new Sequence({ writeBatch() {}, writeIds() {}, writeSeen() {} }, 1000, 16);
  sequence.append(Array.from({ length: 40 }, (_, at) => right(at)));
  sequence.beginAnswer(false, 0);
  const account = new SpeculationAccount();
  const speculator = new Speculator(sequence, { account, drafter: new Drafter(sequence.ids) });
  let at = 40;
  let clock = 0;
  const learn = (id = right(at), ms = 10) => {
    const assumed = sequence.assumed > 0;
    const held = sequence.learn(id);
    at += 1;
    speculator.learnt(id, assumed && held, (clock += ms));
    return held;
  };
  const plain = (count: number) => {
    for (let n = 0; n < count; n += 1) {
      if (at > 40) sequence.advance();
      sequence.sample('gpu');
      learn();
    }
  };
  /** What {@link Speculator.next} guesses, submitted: the tokens of its batch, and whether the guess is right. */
  const propose = (most = 8) => {
    const first = at + sequence.assumed;
    const ids = speculator.next(most);
    if (ids.length === 0) return null;
    const { batch } = sequence.propose(ids);
    speculator.submitted(ids);
    return { tokens: batch.tokens, right: ids.every((id, n) => id === right(first + n)) };
  };
  return { sequence, speculator, learn, plain, propose };
}

test('nothing is proposed before plain tokens were timed', () => {
  const { plain, propose } = begun();
  plain(16);
  expect(propose()).toBeNull();
  plain(1);
  expect(propose()).toEqual({ tokens: 4, right: true });
});

test('batches follow each other while they are right, up to three at once', () => {
  const { speculator, learn, plain, propose } = begun();
  plain(17);
  propose();
  expect(speculator.waits).toBe(true);
  for (let n = 0; n < 4; n += 1) expect(learn(undefined, 1)).toBe(true);
  speculator.wasRight();
  expect(speculator.waits).toBe(false);
  expect(propose()).toEqual({ tokens: 8, right: true });
  expect(speculator.waits).toBe(false);
  expect(propose()).toEqual({ tokens: 8, right: true });
  expect(speculator.waits).toBe(true);
  expect(speculator.end()).toMatchObject({ proposed: 3 + 7 + 8, accepted: 3 });
});

test('a batch is no larger than there is room for', () => {
  const { plain, propose } = begun();
  plain(17);
  expect(propose(1)).toBeNull();
  expect(propose(2)).toEqual({ tokens: 2, right: true });
});

test('after a wrong id the next plain token belongs to the trial, which lost', () => {
  const { sequence, speculator, learn, plain, propose } = begun();
  plain(17);
  propose();
  expect(learn(15, 20)).toBe(false);
  speculator.wasWrong();
  speculator.submittedPlain(true);
  sequence.advance();
  sequence.sample('gpu');
  learn(15, 25);
  const { proposed, accepted, gainMs } = speculator.end();
  expect([proposed, accepted]).toEqual([3, 0]);
  expect(gainMs).toBeCloseTo(20 - 45);
});
