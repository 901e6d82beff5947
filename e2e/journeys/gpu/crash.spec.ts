import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test as base } from '../../test.ts';

/** Uses its own browser, so that a crash affects no other test. */
const test = base.extend({
  launchOptions: [
    async ({ launchOptions }, use) => use({ ...launchOptions, args: [...launchOptions.args!, '--window-name=crash'] }),
    { scope: 'worker' },
  ],
});

test('after the GPU process crashed, the model is reloaded and the conversation goes on', async ({
  page,
  chat,
  browser,
}) => {
  await visitedBefore(page);
  await chat.open();
  const { content } = await chat.ask('One apple.');
  const devtools = await browser.newBrowserCDPSession();
  await devtools.send('Browser.crashGpuProcess');
  const card = page.getByRole('alert', { name: 'The GPU was lost' });
  await card.getByRole('button', { name: 'Reload the model' }).click();
  await chat.ready();
  expect((await chat.regenerate()).content).toBe(content);
});
