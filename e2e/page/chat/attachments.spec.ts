import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../test.ts';

test('text files and a long paste go with the message, folded, and stay with the conversation', async ({
  page,
  chat,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await visitedBefore(page);
  await chat.open();
  const files = page.getByLabel('Text files to attach');
  await files.setInputFiles([
    { name: 'notes.md', mimeType: 'text/markdown', buffer: Buffer.from('# Apples\n') },
    { name: 'zeros.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(8) },
  ]);
  const attached = page.getByRole('form', { name: 'Write' }).getByRole('list', { name: 'Attachments' });
  await expect(attached.getByRole('listitem')).toHaveText([/notes\.md9 B, \d+ tokens/]);
  await expect(page.getByRole('alert').filter({ hasText: 'zeros.bin' })).toContainText('is not text in UTF-8');

  const paste = async (text: string) => {
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await chat.message.focus();
    await page.keyboard.press('ControlOrMeta+V');
  };
  await paste('a line of a log\n'.repeat(600));
  await expect(chat.message).toHaveValue('');
  await expect(attached.getByRole('listitem')).toHaveCount(2);
  await attached.getByRole('button', { name: 'As text' }).click();
  await expect(chat.message).toHaveValue(/^a line of a log\n/);
  await expect(attached.getByRole('listitem')).toHaveCount(1);

  await chat.message.fill('What is this?');
  await page.reload();
  await chat.ready();
  await expect(attached.getByRole('listitem')).toContainText(['notes.md']);
  await chat.send.click();
  await chat.idle();
  const question = chat.question('What is this?');
  await expect(attached).toBeHidden();
  await question.getByText('notes.md').click();
  await expect(question.getByRole('group', { name: 'Text of notes.md' })).toHaveText('# Apples');

  await question.getByRole('button', { name: 'Edit message' }).click();
  await page.getByRole('button', { name: 'Remove notes.md' }).click();
  await page.getByRole('button', { name: 'Send edited message' }).click();
  await chat.idle();
  await expect(page.getByText('notes.md')).toBeHidden();
});

test('a paste alone is the message, folded where it is long', async ({ page, chat, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await visitedBefore(page);
  await chat.open();
  const text = 'a line of a log\n'.repeat(700).trim();
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await chat.message.focus();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(page.getByText('Pasted text')).toBeVisible();
  await chat.send.click();
  const question = chat.question('a line of a log');
  const bubble = question.locator('p').first();
  const all = question.getByRole('button', { name: 'Show all 11.2 kB' });
  expect((await bubble.innerText()).length).toBeLessThan(2000);
  await all.click();
  expect((await bubble.innerText()).length).toBeGreaterThan(text.length);
});

test('text files are dropped on the page', async ({ page, chat }) => {
  await visitedBefore(page);
  await chat.open();
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['print(1)'], 'a.py', { type: 'text/x-python' }));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
  });
  await expect(page.getByRole('list', { name: 'Attachments' })).toContainText('a.py');
});
