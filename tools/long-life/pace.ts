import { setTimeout } from 'node:timers/promises';

/**
 * Spreads rounds evenly over the minutes that `npm run long-life -- --minutes N` gives them; without, there is no pause.
 *
 * @param rounds how many there are
 * @returns what waits behind a round, until the share of the time is over that those `done` so far have
 */
export function pace(rounds: number): (done: number) => Promise<void> {
  const milliseconds = Number(process.env['LONG_LIFE_MINUTES'] ?? 0) * 60_000;
  // The engine under test has a clock of its own in place of performance.now().
  const began = Date.now();
  return (done) => setTimeout(Math.max(0, began + (milliseconds * done) / rounds - Date.now()));
}
