import type { CDPSession } from '@playwright/test';
import { pace } from '../../../tools/long-life/pace.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../test.ts';

// npm run long-life: 300 answers, 100 loads, 200 openings of the lab, 1,000 switches.
const long = process.env['LONG_LIFE'] !== undefined;
const tenths = long ? 10 : 3;
const roundsATenth = Number(process.env['LONG_LIFE'] ?? 1);

/** What the page holds once nothing is left to collect. */
async function held(devtools: CDPSession) {
  await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)!.value;
  return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize') };
}

test('answers, loads, openings of the lab and switches, again and again, leave nothing behind on the page', async ({
  page,
  chat,
  models,
}) => {
  await visitedBefore(page);
  await chat.open();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  // Chromium's undo history of the message box would hold two nodes of each text that is typed.
  const example = page.getByRole('list', { name: 'Examples' }).getByRole('button').first();
  const radio = (name: string) => page.getByRole('radio', { name, exact: true });
  const seen: Awaited<ReturnType<typeof held>>[] = [];
  const paused = pace(tenths * roundsATenth);
  for (let tenth = 0; tenth < tenths; tenth++) {
    for (let round = 0; round < roundsATenth; round++) {
      await example.click();
      await chat.idle();
      await chat.regenerate();
      await chat.regenerate();
      for (const tab of ['compare', 'live']) {
        await page.goto(`./#lab/${tab}`);
        await expect(page.getByRole('complementary', { name: 'Lab' })).toBeVisible();
        await page.goto('./#');
        await expect(page.getByRole('complementary', { name: 'Lab' })).toBeHidden();
      }
      for (let n = 0; n < 5; n++) for (const set of ['fused', 'reference']) await radio(set).check();
      await models.open();
      await models.dialog.getByRole('button', { name: 'Check the bundled model' }).click();
      await models.loadIt();
      await chat.newChat();
      await paused(tenth * roundsATenth + round + 1);
    }
    seen.push(await held(devtools));
  }
  const figures = seen.map(({ nodes, listeners, heap }) => `${nodes} ${listeners} ${(heap / 2 ** 20).toFixed(1)}`);
  // The first tenth leaves what a view keeps once it was opened.
  const after = seen.slice(1).map(({ nodes, listeners }) => ({ nodes, listeners }));
  expect(after).toEqual(after.map(() => after[0]));
  console.log(`  nodes, listeners, MiB of heap after each tenth: ${figures.join('; ')}`);
});
