import { endlessAnswers } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test as base } from '../../test.ts';

/** Uses its own browser, so that a crash affects no other test. */
const test = base.extend({
  launchOptions: [
    async ({ launchOptions }, use) => use({ ...launchOptions, args: [...launchOptions.args!, '--window-name=crash'] }),
    { scope: 'worker' },
  ],
});

test('after the GPU process crashed in mid-answer the same answer goes on, and after another crash the way out is told', async ({
  page,
  chat,
  browser,
}) => {
  await endlessAnswers(page);
  await visitedBefore(page, { settings: { maxTokens: 400 } });
  await chat.open();
  const devtools = await browser.newBrowserCDPSession();
  const card = page.getByRole('alert', { name: 'The GPU was lost' });
  await chat.begin('One apple.');
  const crashed = async (longerThan: string) => {
    await expect.poll(async () => (await chat.lastAnswer()).content.length).toBeGreaterThan(longerThan.length);
    await devtools.send('Browser.crashGpuProcess');
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
