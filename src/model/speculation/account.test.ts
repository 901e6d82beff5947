import { expect, test } from 'vitest';
import { SpeculationAccount } from './account.ts';

const anyEvidence = 1000;

/** An account that knows that a plain token takes 10 ms. */
function opened(maxShare?: number): SpeculationAccount {
  const account = new SpeculationAccount(maxShare);
  plain(account, 20);
  return account;
}

function plain(account: SpeculationAccount, tokens: number): void {
  for (let n = 0; n < tokens; n += 1) account.token(10, false);
}

/** A batch whose tokens come at once, and the first of a plain one after it. */
function trial(account: SpeculationAccount, tokens: number, ms: number): void {
  account.token(ms, true);
  for (let n = 1; n < tokens; n += 1) account.token(0, true);
  account.end();
}

test('nothing is tried before the pace of plain tokens is known, nor without evidence', () => {
  const account = new SpeculationAccount();
  plain(account, 15);
  expect(account.mayTry(anyEvidence)).toBe(false);
  plain(account, 1);
  expect(account.mayTry(anyEvidence)).toBe(true);
  expect(account.mayTry(3)).toBe(false);
});

test('the gain is what plain tokens would have taken longer', () => {
  const account = opened();
  trial(account, 8, 20);
  expect(account.gainMs).toBeCloseTo(60);
  trial(account, 1, 40);
  expect(account.gainMs).toBeCloseTo(30);
});

test('a trial that loses asks for more evidence, one that gains for less', () => {
  const account = opened(1);
  trial(account, 1, 30);
  expect([account.mayTry(7), account.mayTry(8)]).toEqual([false, true]);
  trial(account, 1, 30);
  expect([account.mayTry(15), account.mayTry(16)]).toEqual([false, true]);
  trial(account, 8, 20);
  expect([account.mayTry(7), account.mayTry(8)]).toEqual([false, true]);
});

test('where every trial fails, they cost 3% and one trial at most, however long it goes on', () => {
  const account = opened();
  let [elapsed, lost] = [200, 0];
  const shares: number[] = [];
  for (let token = 0; token < 20_000; token += 1) {
    if (account.mayTry(anyEvidence)) {
      trial(account, 1, 30);
      [elapsed, lost] = [elapsed + 30, lost + 20];
      shares.push(lost / elapsed);
    }
    plain(account, 1);
    elapsed += 10;
  }
  // Not for ever: another text may be guessed well.
  expect(shares.length).toBeGreaterThan(200);
  expect(Math.max(...shares.slice(1))).toBeLessThanOrEqual(0.03);
});

test('a trial counts before it is entered: another does not begin on what it has lost', () => {
  const account = opened();
  expect(account.mayTry(anyEvidence)).toBe(true);
  account.token(45, true);
  expect(account.gainMs).toBe(0);
  expect(account.mayTry(anyEvidence)).toBe(false);
});

test('what was gained pays for the losses of 32 plain tokens at most', () => {
  const account = opened();
  for (let n = 0; n < 100; n += 1) trial(account, 8, 20);
  expect(account.gainMs).toBeCloseTo(6000);
  let lost = 0;
  while (account.mayTry(anyEvidence)) {
    trial(account, 1, 50);
    lost += 40;
  }
  expect(lost).toBeGreaterThan(200);
  expect(lost).toBeLessThanOrEqual(320 + 40);
});
