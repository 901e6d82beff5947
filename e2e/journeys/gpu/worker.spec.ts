import { inWorker, probeWorkers } from '../../fixtures/probe.ts';
import { endlessAnswers } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../../test.ts';

test('an engine that the browser ends, and one that hangs, are noticed in mid-answer, and the answer is the same in the end', async ({
  page,
  chat,
}) => {
  await endlessAnswers(page);
  await probeWorkers(page);
  // Browsers end workers for want of memory, and tell nobody.
  await page.addInitScript(() => {
    const engines: Worker[] = [];
    Object.assign(window, { engines });
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (options?.name === 'engine') engines.push(this);
      }
    };
  });
  await visitedBefore(page, { settings: { maxTokens: 12 } });
  await chat.open();
  const card = page.getByRole('alert', { name: 'The engine does not react' });
  const saidWhenHeld = async () => {
    await expect.poll(() => inWorker(page, (probe) => probe.heldReads)).toBeGreaterThan(0);
    return (await chat.lastAnswer()).content;
  };
  const restarted = async () => {
    await expect(card).toContainText('no sign of life for five seconds');
    await card.getByRole('button', { name: 'Restart the engine' }).click();
    await chat.ready();
    await chat.idle();
    await expect(card).toBeHidden();
    return (await chat.lastAnswer()).content;
  };

  await inWorker(page, (probe) => (probe.readsLeft = 4));
  await chat.begin('One apple.');
  const first = await saidWhenHeld();
  await page.evaluate(() => (window as unknown as { engines: Worker[] }).engines.at(-1)!.terminate());
  expect((await restarted()).startsWith(first)).toBe(true);

  await inWorker(page, (probe) => (probe.readsLeft = 4));
  await chat.press('Continue');
  const second = await saidWhenHeld();
  expect(second.length).toBeGreaterThan(first.length);
  await inWorker(page, () => {
    setTimeout(() => {
      for (;;);
    });
  });
  expect((await restarted()).startsWith(second)).toBe(true);
  await chat.press('Continue');
  await chat.idle();
  const { content, figures } = await chat.lastAnswer();
  expect(figures).toMatchObject({ finish: 'max-tokens' });
  expect(content.startsWith((await chat.regenerate()).content)).toBe(true);
});
