import { endlessAnswers } from '../../pages/bundled.ts';
import { expect, test } from '../test.ts';

test('the bundled checkpoint loads with a progress bar, the adapter is named, and examples are offered', async ({
  page,
  chat,
}) => {
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/models/demo/model.safetensors', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto('./');
  await expect(page.getByRole('progressbar', { name: 'Loading progress' })).toBeVisible();
  await expect(chat.send).toBeDisabled();
  await expect(page.getByRole('list', { name: 'Examples' })).toBeHidden();

  release();
  await chat.ready();
  await expect(chat.modelLine).toContainText(/demo.+ parameters, .+ MB · \S/);
  await expect(page.getByText('demo is ready.')).toBeAttached();
  await expect(page.getByRole('list', { name: 'Examples' }).getByRole('button')).not.toHaveCount(0);
  await expect(chat.message).toBeFocused();
});

test('an example is asked by a press', async ({ page, chat }) => {
  await endlessAnswers(page);
  await chat.open();
  const example = page.getByRole('list', { name: 'Examples' }).getByRole('button').first();
  const text = (await example.textContent())!;
  await example.click();
  await expect(chat.question(text)).toBeVisible();
  await chat.stop.click();
  await chat.idle();
});
