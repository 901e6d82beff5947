import type { Browser, Request } from '@playwright/test';
import { inWorker, probeWorkers } from '../../fixtures/probe.ts';
import { endlessAnswers } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test as base } from '../../test.ts';

interface Fixtures {
  /** Each test has its own: crashes affect no other, and Chromium withholds the GPU after two. */
  ownBrowser: Browser;
  crash: () => Promise<unknown>;
  /** Crashes the GPU's process in the middle of what `begin` begins: while results are read back. */
  crashIn: (begin: () => Promise<unknown>) => Promise<void>;
}

const test = base.extend<Fixtures>({
  ownBrowser: async ({ playwright, launchOptions }, use) => {
    const browser = await playwright.chromium.launch(launchOptions);
    await use(browser);
    await browser.close();
  },

  context: async ({ ownBrowser, baseURL, serviceWorkers }, use) =>
    use(await ownBrowser.newContext({ baseURL: baseURL!, serviceWorkers })),

  crash: async ({ ownBrowser }, use) => {
    const devtools = await ownBrowser.newBrowserCDPSession();
    await use(() => devtools.send('Browser.crashGpuProcess'));
  },

  crashIn: async ({ page, crash }, use) => {
    await use(async (begin) => {
      await inWorker(page, (probe) => (probe.readsLeft = 0));
      await begin();
      await expect.poll(() => inWorker(page, (probe) => probe.heldReads)).toBeGreaterThan(0);
      await crash();
      await expect(page.getByRole('alert', { name: 'The GPU was lost' })).toBeVisible();
      await inWorker(page, (probe) => probe.allowReads(Infinity));
    });
  },
});

test('after the GPU process crashed in mid-answer the same answer goes on, and after another crash the way out is told', async ({
  page,
  chat,
  crash,
}) => {
  await endlessAnswers(page);
  await visitedBefore(page, { settings: { maxTokens: 400 } });
  await chat.open();
  const card = page.getByRole('alert', { name: 'The GPU was lost' });
  await chat.begin('One apple.');
  const crashed = async (longerThan: string) => {
    await expect.poll(async () => (await chat.lastAnswer()).content.length).toBeGreaterThan(longerThan.length);
    await crash();
    await expect(card).toBeVisible();
    await chat.idle();
    const { content } = await chat.lastAnswer();
    expect(content.startsWith(longerThan)).toBe(true);
    await card.getByRole('button', { name: 'Reload the model' }).click();
    return content;
  };
  const first = await crashed('');
  await chat.ready();
  await chat.press('Continue');
  await crashed(first);
  // Without a GPU of its own to fall back on, Chromium gives up after two crashes.
  await expect(card).toContainText('restart the browser to go on');
  await expect(card).toContainText('Your conversation is kept.');
  expect((await chat.stored()).nodes).toHaveLength(2);
});

test('after the GPU process crashed while the model is loaded, and while a prompt is read, the draft and the conversation are kept', async ({
  page,
  chat,
  crash,
  crashIn,
}) => {
  await probeWorkers(page);
  await visitedBefore(page);
  let release!: () => void;
  const held = new Promise<void>((resolve) => (release = resolve));
  // The table of tensors, which begins with its length in eight bytes, is read before there is a load.
  const isWeights = (request: Request) =>
    request.url().endsWith('model.safetensors') && Number(/\d+/.exec(request.headers()['range'] ?? '')) > 8;
  const asked = page.waitForRequest(isWeights);
  await page.route('**/models/demo/model.safetensors', async (route) => {
    if (isWeights(route.request())) await held;
    await route.fallback();
  });
  await page.goto('./');
  await asked;
  await chat.message.fill('One apple.');
  await crash();
  const card = page.getByRole('alert', { name: 'The GPU was lost' });
  await expect(card).toBeVisible();
  release();
  await card.getByRole('button', { name: 'Reload the model' }).click();
  await chat.ready();
  await expect(chat.message).toHaveValue('One apple.');

  await crashIn(() => chat.send.click());
  await chat.idle();
  await expect(chat.answers.first()).toContainText('The GPU was lost');
  await expect(card).toContainText('Your conversation is kept.');
  expect((await chat.stored()).nodes).toHaveLength(2);
});

test('after the GPU process crashed in a diagnosis and in a benchmark, the lab says so, and the conversation is kept', async ({
  page,
  chat,
  crashIn,
}) => {
  await probeWorkers(page);
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open('./#lab/diagnose');
  await chat.ask('One apple.');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  const card = page.getByRole('alert', { name: 'The GPU was lost' });
  for (const [tab, button] of [
    ['diagnose', 'Find the wrong step'],
    ['bench', 'Measure'],
  ] as const) {
    await page.goto(`./#lab/${tab}`);
    await crashIn(() => lab.getByRole('button', { name: button }).click());
    await expect(lab).toContainText('The GPU was lost');
    await card.getByRole('button', { name: 'Reload the model' }).click();
    if (tab === 'diagnose') await chat.ready();
  }
  await expect(card).toContainText('restart the browser to go on');
  await expect(card).toContainText('Your conversation is kept.');
  expect((await chat.stored()).nodes).toHaveLength(2);
});
