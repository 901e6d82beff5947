import { cp } from 'node:fs/promises';
import { placeholderFolder } from '../../app_server.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../../test.ts';

test.beforeEach(async ({ page, chat }) => {
  await visitedBefore(page);
  await chat.open();
});

/** A copy of the bundled checkpoint, in a folder called `my-model`. */
async function myModel(): Promise<string> {
  const folder = test.info().outputPath('my-model');
  await cp(placeholderFolder, folder, { recursive: true });
  return folder;
}

test('a folder is shown by its sizes, loads, and answers', async ({ page, chat, models }) => {
  const { content } = await chat.ask('Hello!');
  await models.open();
  await models.inspectFolder(await myModel());
  await expect(models.dialog.getByRole('heading', { name: 'my-model' })).toBeVisible();
  for (const term of ['Parameters', 'Weights on the GPU', 'KV cache', 'GPU memory']) {
    await expect(models.fact(term)).toHaveText(/^[\d.]+ ?[kKMGT]?B?$/);
  }
  await expect(models.fact('To download')).toHaveText('nothing');
  await expect(models.dialog).toContainText('Toy (7M) is loaded.');
  await models.loadIt();
  await expect(chat.modelLine).toContainText('my-model');

  const same = await chat.regenerate();
  expect(same.model.name).toBe('my-model');
  expect(content.startsWith(same.content) || same.content.startsWith(content)).toBe(true);
  await expect(page).toHaveURL(/#chat$/);
});

test('weights are rounded to 4 bits when that is chosen, which is said with its size and its error', async ({
  page,
  chat,
  models,
}) => {
  await models.open();
  await models.inspectFolder(await myModel());
  const weights = models.dialog.getByLabel('Weights', { exact: true });
  await expect(weights.getByRole('option')).toHaveText([/^As stored, /, /^8-bit blocks, /, /^4-bit blocks, /]);
  const onTheGpu = models.fact('Weights on the GPU');
  const asStored = await onTheGpu.textContent();
  // By keyboard, as any list of choices.
  await weights.focus();
  await weights.press('End');
  await expect(weights).toHaveValue('4-bit');
  await expect(weights).toHaveAccessibleDescription(/Rounds matrices to 4 bits .* measured/);
  await expect(onTheGpu).not.toHaveText(asStored!);
  const size = (await onTheGpu.textContent())!;
  await models.loadIt();
  await expect(chat.modelLine).toContainText('my-model');
  await expect(chat.modelLine).toContainText(/parameters, 4-bit, [\d.]+ kB, weight error \d+\.\d%/);
  // Padding between weights counts too.
  const [shown, announced] = [await chat.modelLine.textContent(), size].map((text) => /([\d.]+) kB/.exec(text!)![1]);
  expect(Number(shown) / Number(announced)).toBeCloseTo(1, 1);
  const { model } = await chat.ask('Hello');
  expect(model.name).toBe('my-model, 4-bit');
  await models.open();
  await expect(models.dialog).toHaveAccessibleDescription(/my-model is loaded\. Weights are rounded to 4-bit/);
  await page.keyboard.press('Escape');
});
