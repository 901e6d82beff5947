import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../test.ts';

test.use({ locale: 'zh-CN' });

test('the page speaks the browser’s language, and another at once when it is chosen', async ({ page, chat }) => {
  await visitedBefore(page);
  await page.goto('./');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.getByRole('heading', { name: '与 Qwen3 对话' })).toBeVisible();
  await page.getByRole('textbox', { name: '消息', exact: true }).fill('a draft');
  await page.goto('./#settings');
  const settings = page.getByRole('dialog', { name: '设置' });
  await settings.getByLabel('语言（Language）').selectOption('English');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.keyboard.press('Escape');
  await expect(chat.message).toHaveValue('a draft');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
