import type { Page } from 'playwright-core';
import { evaluateIn } from '../../e2e/page/fakes.ts';
import { table } from '../lib/table.ts';
import { script, withApp } from './page.ts';
import { tasksDuring } from './tasks.ts';

/** Tokens a second that come. */
const rate = 500;
const seconds = 5;

/** How fluent the page is while tokens come fast, with the lab closed, on Compare and on Live. */
export function live(): Promise<string> {
  return withApp('demo', async (page) => {
    await script(
      page,
      Array.from({ length: 4000 }, (_, at) => `word${at % 97} `),
    );
    await evaluateIn(page, 'engine', `globalThis.fake.rate = ${rate}`);
    const rows: string[][] = [];
    for (const tab of ['chat', 'lab/compare', 'lab/live']) {
      await page.evaluate((tab) => (window.location.hash = tab), tab);
      await page.getByRole('textbox', { name: 'Message', exact: true }).fill('Go');
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByText('word50 ').first().waitFor();
      let counted = { frames: 0, longest: 0, tokens: 0 };
      const tasks = await tasksDuring(page, async () => (counted = await framesOf(page)));
      const busy = tasks.reduce((sum, { cpu }) => sum + cpu, 0) / (10 * seconds);
      const perSecond = (count: number) => (count / seconds).toFixed(0);
      rows.push([
        tab,
        perSecond(counted.tokens),
        perSecond(counted.frames),
        counted.longest.toFixed(0),
        `${busy.toFixed(0)}%`,
      ]);
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await page.getByRole('button', { name: 'New chat' }).click();
    }
    return table(['open', 'tokens/s', 'frames/s', 'longest frame, ms', 'CPU of the page'], rows);
  });
}

/** The frames that come within {@link seconds}, and the tokens. */
function framesOf(page: Page): Promise<{ frames: number; longest: number; tokens: number }> {
  return page.evaluate(async (seconds) => {
    const used = () => document.querySelector('meter')!.value;
    const before = used();
    const began = performance.now();
    let [frames, longest, last] = [0, 0, began];
    while (last - began < 1000 * seconds) {
      const now = await new Promise(requestAnimationFrame);
      longest = Math.max(longest, now - last);
      frames += 1;
      last = now;
    }
    return { frames, longest, tokens: used() - before };
  }, seconds);
}
