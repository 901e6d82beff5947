import { endlessAnswers } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, inEngine, test } from '../test.ts';

test('every view has an address, and going back leaves it', async ({ page, chat, models }) => {
  await visitedBefore(page);
  await chat.open();
  await models.open();
  await expect(page).toHaveURL(/#models$/);
  await page.goBack();
  await expect(models.dialog).toBeHidden();
  await page.goto('./#settings');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
});

test('a dialog opens in front of the lab, and closing it leads back there', async ({ page, chat, models }) => {
  await visitedBefore(page);
  await chat.open('./#lab/compare');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await models.open();
  await expect(page.getByText('Where does a token’s time go?')).toBeAttached();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/#lab\/compare$/);
  await expect(lab).toBeVisible();
  // What was closed stays closed, however often a person goes back.
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.keyboard.press('Escape');
  await page.goBack();
  await expect(page).toHaveURL(/#lab\/compare$/);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // Left open, it is there again at an address that names no view.
  await page.goto('./');
  await expect(lab).toBeVisible();
});

test('the theme follows the system until one is chosen', async ({ page, chat }) => {
  const theme = page.locator('html');
  await page.emulateMedia({ colorScheme: 'dark' });
  await visitedBefore(page);
  await chat.open();
  await expect(theme).toHaveAttribute('data-theme', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(theme).toHaveAttribute('data-theme', 'light');
  await page.getByRole('button', { name: 'Theme: system' }).click();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.getByRole('button', { name: 'Theme: light' })).toBeVisible();
  await expect(theme).toHaveAttribute('data-theme', 'light');
});

test('the end of an answer stays in view while it grows, until one scrolls up', async ({ page, chat }) => {
  await endlessAnswers(page);
  await visitedBefore(page, { settings: { maxTokens: 2048 } });
  await chat.open();
  await inEngine(page, (fake) => {
    fake.script = Array.from({ length: 40 }, (_, line) => `Line ${line + 1}.\n\n`);
  });
  await chat.begin('Write a lot.');
  const line = (number: number) => chat.answers.first().getByText(`Line ${number}.`, { exact: true });
  const latest = page.getByRole('button', { name: 'Latest' });
  await expect(line(40)).toBeInViewport();
  await expect(latest).toBeHidden();

  await chat.answers.first().hover();
  await page.mouse.wheel(0, -5000);
  await expect(line(1)).toBeInViewport();
  await expect(latest).toBeVisible();
  await chat.stop.click();
  await chat.idle();
  await expect(line(1)).toBeInViewport();
  await expect(line(40)).not.toBeInViewport();

  await latest.click();
  await expect(line(40)).toBeInViewport();
  await expect(latest).toBeHidden();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('nothing is wider than the window, and the chat works by touch', async ({ page, chat }) => {
    await endlessAnswers(page);
    await visitedBefore(page);
    await chat.open();
    await chat.message.fill('Hello!');
    await chat.send.tap();
    await expect(chat.answers).toHaveCount(1);
    await chat.idle();
    await expect(chat.message).toBeInViewport({ ratio: 1 });
    for (const name of ['New chat', 'Models', 'Settings', 'Theme: system']) {
      await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});
