import type { FileChooser, Locator, Page } from '@playwright/test';
import { endlessAnswers } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../test.ts';

/** Presses Tab until `target` has the focus, as a person without a mouse does. */
async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  const focused = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 60; presses++) {
    if (await focused()) return;
    await page.keyboard.press(key);
  }
  await expect(target).toBeFocused();
}

/** The focus is on something, and shows it. */
async function expectFocus(page: Page): Promise<void> {
  const focus = page.locator(':focus');
  await expect(focus).toHaveCount(1);
  await expect(focus).toBeInViewport();
}

test.beforeEach(async ({ page, chat }) => {
  await endlessAnswers(page);
  await visitedBefore(page);
  await chat.open();
});

test('the whole chat with a keyboard alone', async ({ page, chat, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const { keyboard } = page;

  await expect(chat.message).toBeFocused();
  await keyboard.type('One apple.');
  await keyboard.press('Shift+Enter');
  await keyboard.type('One pear.');
  await keyboard.press('Enter');
  await expect(chat.answers).toHaveCount(1);
  await chat.idle();
  expect((await chat.stored()).nodes[0]!.message).toMatchObject({ content: 'One apple.\nOne pear.' });

  await tabTo(page, button('Copy answer'), 'Shift+Tab');
  await keyboard.press('Space');
  await expect(button('Copied')).toBeFocused();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe((await chat.lastAnswer()).content);

  await tabTo(page, button('Regenerate'));
  await keyboard.press('Enter');
  const versions = page.getByRole('group', { name: 'Version of this answer' });
  await expect(versions).toHaveText('2/2');
  await chat.idle();
  await expectFocus(page);
  await tabTo(page, button('Previous answer'), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(versions).toHaveText('1/2');
  await expectFocus(page);

  await tabTo(page, button('Edit message'), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Edited message' })).toBeFocused();
  await keyboard.type(' And a fig.');
  await keyboard.press('Enter');
  await expect(chat.question('And a fig.')).toBeVisible();
  await chat.idle();
  await expectFocus(page);

  await tabTo(page, button('New chat'), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(chat.message).toBeFocused();
  await expect(chat.answers).toHaveCount(0);
});

test('settings, theme and stop with a keyboard alone', async ({ page, chat }) => {
  const { keyboard } = page;
  const settings = page.getByRole('button', { name: 'Settings', exact: true });
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await tabTo(page, settings, 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await tabTo(page, dialog.getByLabel('Max tokens'));
  await keyboard.press('Control+A');
  await keyboard.type('2048');
  await keyboard.press('Tab');
  await expect(dialog.locator(':focus')).toHaveCount(1);
  await keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(settings).toBeFocused();

  await tabTo(page, page.getByRole('button', { name: 'Theme: system' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Theme: light' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await tabTo(page, page.getByRole('link', { name: 'Skip to the message box' }), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(chat.message).toBeFocused();
  await keyboard.type('Count to a thousand.');
  await keyboard.press('Enter');
  await expect(chat.answers.first()).not.toContainText('Reading');
  await keyboard.press('Escape');
  await chat.idle();
  await expect(chat.answers.first()).toContainText('endstopped');
  await expect(chat.message).toBeFocused();
});

test('another checkpoint with a keyboard alone', async ({ page, chat, models }) => {
  const { keyboard } = page;
  const choosers: FileChooser[] = [];
  page.on('filechooser', (chooser) => choosers.push(chooser));
  await tabTo(page, page.getByRole('button', { name: 'Models', exact: true }), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(models.dialog).toBeVisible();
  await tabTo(page, models.dialog.getByLabel('Base URL'));
  await keyboard.type('nowhere/');
  await keyboard.press('Enter');
  await expect(models.refusal).toBeVisible();
  await expectFocus(page);

  // Playwright sees the chooser of an input, and not the one that Chromium has besides.
  await page.evaluate(() => Object.defineProperty(window, 'showDirectoryPicker', { value: undefined }));
  await tabTo(page, models.dialog.getByRole('button', { name: 'Choose a folder' }));
  await keyboard.press('Enter');
  await expect.poll(() => choosers.length).toBe(1);

  await tabTo(page, models.dialog.getByRole('button', { name: 'Check the bundled model' }));
  await keyboard.press('Enter');
  await expect(models.load).toBeVisible();
  await expectFocus(page);
  await tabTo(page, models.load);
  await keyboard.press('Enter');
  await expect(models.dialog).toBeHidden();
  await expectFocus(page);
  await tabTo(page, chat.message);
  await keyboard.type('Hello!');
  await keyboard.press('Enter');
  await expect(chat.answers).toHaveCount(1);
  await chat.idle();
});
