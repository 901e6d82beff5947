import { endlessAnswers } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, inEngine, test } from '../test.ts';

test.beforeEach(async ({ page }) => {
  await endlessAnswers(page);
  await visitedBefore(page);
});

test('shortcuts: a list of them, a new chat, the settings, and none while a person writes', async ({ page, chat }) => {
  await chat.open();
  const dialog = (name: string) => page.getByRole('dialog', { name });
  const { keyboard } = page;
  await chat.message.press('?');
  await expect(chat.message).toHaveValue('?');
  await expect(dialog('Keyboard shortcuts')).toHaveCount(0);
  await chat.ask('First');

  await chat.message.blur();
  await keyboard.press('?');
  await expect(dialog('Keyboard shortcuts')).toContainText('Command menuCtrlK');
  await keyboard.press('Control+Shift+O');
  await keyboard.press('Escape');
  await expect(dialog('Keyboard shortcuts')).toBeHidden();
  await expect(chat.answers).toHaveCount(1);

  await keyboard.press('Control+Shift+O');
  await expect(chat.answers).toHaveCount(0);
  await expect(chat.message).toBeFocused();
  await keyboard.press('Control+,');
  await expect(dialog('Settings')).toBeVisible();
});

test('the command menu finds commands and conversations', async ({ page, chat }) => {
  await chat.open();
  await chat.ask('A question about foxes');
  await page.keyboard.press('Control+Shift+O');
  await expect(chat.answers).toHaveCount(0);
  const menu = page.getByRole('dialog', { name: 'Commands' });
  const options = menu.getByRole('option');
  const type = async (text: string) => {
    await page.keyboard.press('Control+K');
    await expect(menu.getByRole('combobox')).toBeFocused();
    await page.keyboard.type(text);
  };
  await type('fox');
  await expect(options).toHaveText(['A question about foxes']);
  await page.keyboard.press('Enter');
  await expect(chat.answers).toHaveCount(1);
  await expect(menu).toBeHidden();

  await type('weights lab');
  await expect(options).toHaveText(['Lab: Weights']);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Weights' })).toHaveAttribute('aria-selected', 'true');
  await type('nothing of this kind');
  await expect(menu).toContainText('Nothing found');
  await page.keyboard.press('Control+K');
  await expect(menu).toBeHidden();
});

test('title and icon of the tab tell that an answer runs, and that it ended unseen; the menu continues it', async ({
  page,
  chat,
}) => {
  await chat.open();
  const icon = page.locator('link[rel="icon"]');
  await expect(page).toHaveTitle('Plumbline');
  await inEngine(page, (fake) => (fake.script = ['Half']));
  await chat.begin('What is RMSNorm?');
  await expect(page).toHaveTitle('… What is RMSNorm? – Plumbline');
  await expect(icon).toHaveAttribute('href', 'favicon_answering.svg');
  /** Playwright's pages are never hidden. */
  const hide = (hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { configurable: true, value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await hide(true);
  await chat.stop.click();
  await expect(page).toHaveTitle('✓ What is RMSNorm? – Plumbline');
  await expect(icon).toHaveAttribute('href', 'favicon_done.svg');
  await hide(false);
  await expect(page).toHaveTitle('What is RMSNorm? – Plumbline');
  await expect(icon).toHaveAttribute('href', 'favicon.svg');

  const { ids } = await chat.lastAnswer();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('continue');
  await expect(page.getByRole('option')).toHaveText(['Continue the last answer']);
  await page.keyboard.press('Enter');
  await expect(chat.stop).toBeVisible();
  await expect(chat.answers).toHaveCount(1);
  // The page says that an answer runs before it asks the engine for one.
  const asked = () => inEngine(page, (fake) => fake.calls.findLast(({ method }) => method === 'chat')!.given);
  await expect.poll(asked).toMatchObject({ resume: ids });
});

test('a link opens the page with a prompt, and sends nothing', async ({ page, chat }) => {
  await chat.open('./?q=Explain%20RMSNorm%20%26%20RoPE');
  await expect(chat.message).toHaveValue('Explain RMSNorm & RoPE');
  expect(new URL(page.url()).search).toBe('');
  expect(await inEngine(page, (fake) => fake.calls.filter(({ method }) => method === 'chat').length)).toBe(0);
});

test('what is typed while the command menu is still being fetched is in it', async ({ page, chat }) => {
  let fetchIt = () => {};
  const held = new Promise<void>((resolve) => (fetchIt = resolve));
  await page.route('**/assets/command_menu-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await chat.open();
  await chat.message.focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('setx');
  await page.keyboard.press('Backspace');
  fetchIt();
  const input = page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox');
  await expect(input).toHaveValue('set');
  await page.keyboard.type('tin');
  await expect(input).toHaveValue('settin');
  await page.keyboard.press('Escape');
  await expect(chat.message).toHaveValue('');
});
