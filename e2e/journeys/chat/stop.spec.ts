import { inWorker, probeWorkers } from '../../fixtures/probe.ts';
import { endlessAnswers } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../../test.ts';

test.beforeEach(async ({ page }) => {
  await endlessAnswers(page);
  await probeWorkers(page);
  await visitedBefore(page, { settings: { maxTokens: 2048 } });
});

test('stop during decode takes effect before one more token, and the next message works', async ({ page, chat }) => {
  await chat.open();
  // A token takes one readback. Those in flight are held, so that the stop comes between two tokens.
  await inWorker(page, (probe) => (probe.readsLeft = 4));
  await chat.begin('Count to a thousand.');
  await expect.poll(() => inWorker(page, (probe) => probe.heldReads)).toBeGreaterThan(0);
  await chat.stop.click();
  await expect.poll(() => inWorker(page, (probe) => probe.log.some(({ type }) => type === 'stop'))).toBe(true);
  await inWorker(page, (probe) => probe.allowReads(Infinity));
  await chat.idle();
  await expect(chat.answers.first()).toContainText('endstopped');
  const { figures } = await chat.lastAnswer();
  expect(figures!.tokens).toBeGreaterThan(0);
  expect(figures!.tokens).toBeLessThanOrEqual(4);

  const stopped = await chat.answers.first().innerText();
  await inWorker(page, (probe) => (probe.readsLeft = 4));
  await chat.begin('And now?');
  await expect.poll(() => inWorker(page, (probe) => probe.heldReads)).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await inWorker(page, (probe) => probe.allowReads(Infinity));
  await chat.idle();
  expect((await chat.lastAnswer()).figures).toMatchObject({ finish: 'stopped' });
  expect(await chat.answers.first().innerText()).toBe(stopped);
});

test('stop during prefill leaves no text, and the next message goes on from what was read', async ({ page, chat }) => {
  await chat.open();
  await inWorker(page, (probe) => void (probe.holdPrefill = true));
  const long = 'a b c d e f '.repeat(20);
  await chat.begin(long);
  await expect(chat.answers.first()).toContainText(/Reading 0 of \d{3} tokens…/);
  // Kernels are compiled first: only then is a batch on its way.
  await expect.poll(() => inWorker(page, (probe) => probe.holdPrefill)).toBe(false);
  await chat.stop.click();
  await chat.idle();

  expect(await chat.lastAnswer()).toMatchObject({ content: '', figures: { finish: 'stopped', tokens: 0 } });
  const log = await inWorker(page, (probe) => probe.log);
  expect(log.filter((event) => event.type === 'text' && event.text !== '')).toEqual([]);
  const read = log.findLast((event) => event.type === 'prefill')!;
  expect(read.done).toBeLessThan(read.total);

  await chat.press('Regenerate');
  await expect(chat.answers.last()).toHaveAttribute('aria-busy', 'true');
  await expect(chat.answers.last()).not.toContainText('Reading');
  await chat.stop.click();
  await chat.idle();
  const { figures, content } = await chat.lastAnswer();
  expect(content).not.toBe('');
  expect(figures).toMatchObject({ cachedTokens: read.done, promptTokens: read.total });
});
