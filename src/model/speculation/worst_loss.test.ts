import { expect, test } from 'vitest';
import { Random } from '../../kernels/checking/random.ts';
import { SpeculationAccount } from './account.ts';
import { measuredCosts, simulateAnswer, type Costs } from './simulated_answer.fixture.ts';

const tokens = 384;

/** A large model, where a round trip is short beside a pass. */
const large: Costs = { plain: 10, batch: (count) => (count > 4 ? 20 : 13), latency: 3 };

const every = (period: number) => Array.from({ length: tokens }, (_, at) => at % period === period - 1);

function plainMs(costs: Costs, count = tokens): number {
  const never = new SpeculationAccount(-1);
  return simulateAnswer(
    Array.from({ length: count }, () => true),
    never,
    costs,
  ).ms;
}

/** The most that one trial costs, all of whose guesses are wrong, with the round trip behind it. */
const trialMs = ({ batch, latency }: Costs) => batch(4) + 2 * latency;

test('the costs are those that were measured', () => {
  class Careless extends SpeculationAccount {
    override mayTry(): boolean {
      return true;
    }
  }
  // Measured: 355 to 386 ms plain, 127 where all is right, and 1,617 where all is wrong.
  expect(plainMs(measuredCosts) / 370).toBeCloseTo(1, 1);
  const [right, wrong] = [every(1000), every(1)].map((flags) => simulateAnswer(flags, new Careless()).ms);
  expect(right! / 127).toBeCloseTo(1, 1);
  expect(wrong! / 1617).toBeCloseTo(1, 1);
});

test.for([
  ['0.6B', measuredCosts],
  ['large', large],
] as const)(
  'no drafter costs more than 3% and a trial over 384 tokens, whatever it claims: %s',
  async ([name, costs], { annotate }) => {
    const plain = plainMs(costs);
    const random = new Random(7);
    const drafters: [string, boolean[]][] = [
      ...[1, 2, 4, 8, 16, 32, 1000].map((period): [string, boolean[]] => [`wrong every ${period}`, every(period)]),
      ...Array.from({ length: 200 }, (_, n): [string, boolean[]] => {
        const share = n / 200;
        return [`wrong with ${share}`, Array.from({ length: tokens }, () => random.integer(0, 999) < 1000 * share)];
      }),
    ];
    const results = drafters.map(([what, wrong]) => {
      const { ms, figures } = simulateAnswer(wrong, new SpeculationAccount(), costs);
      return { what, loss: ms / plain - 1, ...figures };
    });
    const worst = results.toSorted((a, b) => b.loss - a.loss)[0]!;
    const told = [...results.slice(0, 7), worst].map(
      ({ what, loss, proposed }) => `${what}: ${(100 * loss).toFixed(1)}%, ${proposed} proposed`,
    );
    await annotate(`${name}, loss over ${tokens} tokens: ${told.join('; ')}`);
    expect(worst.loss).toBeLessThanOrEqual(0.03 + trialMs(costs) / plain);
    // What pays is still taken.
    expect(results[6]!.loss).toBeLessThan(-0.4);
    expect(results[5]!.loss).toBeLessThan(-0.1);
  },
);

test('a drafter that is always wrong is left after a handful of guesses', () => {
  const { figures } = simulateAnswer(every(1), new SpeculationAccount());
  expect(figures.proposed).toBeLessThanOrEqual(9);
});

test('one that becomes wrong costs no more than what 32 plain tokens take, beside its 3%', () => {
  const half = 2000;
  const { times } = simulateAnswer(
    Array.from({ length: 2 * half }, (_, at) => at >= half),
    new SpeculationAccount(),
  );
  const bad = times.at(-1)! - times[half]!;
  const plain = plainMs(measuredCosts, half);
  expect(bad - plain).toBeLessThanOrEqual(0.03 * bad + 32 * measuredCosts.plain + trialMs(measuredCosts));
});
