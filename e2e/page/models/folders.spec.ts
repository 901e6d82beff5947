import { cp } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../../tools/bootstrap/process.mjs';
import { placeholderFolder } from '../../app_server.ts';
import { endlessAnswers } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../test.ts';
import { goldenFolder } from '../../tools.ts';

test.beforeEach(async ({ page, chat }) => {
  await endlessAnswers(page);
  await visitedBefore(page);
  await chat.open();
});

/** A copy of the bundled checkpoint, in a folder called `my-model`. */
async function myModel(): Promise<string> {
  const folder = test.info().outputPath('my-model');
  await cp(placeholderFolder, folder, { recursive: true });
  return folder;
}

test('a context size is chosen before loading', async ({ chat, models }) => {
  await models.open();
  await models.inspectFolder(await myModel());
  const size = models.dialog.getByLabel('Context size');
  await size.selectOption({ index: 0 });
  const tokens = await size.inputValue();
  await models.loadIt();
  await expect(chat.modelLine).toContainText('my-model');
  await expect(chat.contextUsed).toHaveAttribute('max', tokens);
});

const missing = /tokenizer\.json.* missing/;

test('a folder without a tokenizer says what is missing, loads, and cannot chat', async ({ page, chat, models }) => {
  await models.open();
  await models.inspectFolder(goldenFolder('odd-bf16'));
  await expect(models.dialog.getByText(missing)).toBeVisible();
  await models.loadIt();
  await expect(chat.modelLine).toContainText('odd-bf16');
  await expect(page.getByRole('region', { name: 'odd-bf16 cannot chat' })).toContainText(missing);
  await chat.message.fill('Hello!');
  await expect(chat.send).toBeDisabled();
  await page.keyboard.press('Enter');
  await expect(chat.message).toHaveValue('Hello!');

  await page.getByRole('button', { name: 'Choose another model' }).click();
  await models.dialog.getByRole('button', { name: 'Check the bundled model' }).click();
  await models.loadIt();
  await chat.ask('Hello!');
});

test('a folder is taken when it is dropped on the page', async ({ page, chat, models }) => {
  const folder = await myModel();
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }
  await expect(page.getByText('Drop a checkpoint folder')).toBeVisible();
  await devtools.send('Input.dispatchDragEvent', { type: 'drop', x: 300, y: 300, data });
  await expect(page.getByText('Drop a checkpoint folder')).toBeHidden();
  await expect(models.dialog.getByRole('heading', { name: 'my-model' })).toBeVisible();
  await models.loadIt();
  await expect(chat.modelLine).toContainText('my-model');
});

test('a dropped file that is no model is attached to the message', async ({ page }) => {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [path.join(root, 'package.json')], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }
  await expect(page.getByRole('list', { name: 'Attachments' })).toContainText('package.json');
});
