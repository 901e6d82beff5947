import type { Locator, Page } from '@playwright/test';
import type { OddsRequest } from '../../../src/worker/api.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expectNoViolations } from '../../pages/sharing.ts';
import { expect, inEngine, test } from '../test.ts';

test.use({ bundled: 'demo' });

const inspector = (page: Page) => page.getByRole('region', { name: 'Tokens of this answer' });
const tokens = (page: Page) => page.getByRole('toolbar', { name: 'Tokens' }).getByRole('button');
const chosen = (page: Page) => page.getByRole('region', { name: 'The selected token' });
const shade = (token: Locator) => token.evaluate((element) => element.style.getPropertyValue('--shade'));

async function requests(page: Page): Promise<OddsRequest[]> {
  const calls = await inEngine(page, (fake) => fake.calls.filter(({ method }) => method === 'answerOdds'));
  return calls.map(({ given }) => given as OddsRequest);
}

test('tokens are inspected by keyboard, and another candidate goes on in a branch', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open();
  const before = await chat.ask('What is 47 + 38?');
  const [, , , fourth] = before.content.split(' ');
  expect(await requests(page)).toEqual([]);

  const button = chat.answers.last().getByRole('button', { name: 'Inspect tokens' });
  await button.press('Enter');
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(tokens(page)).toHaveCount(before.ids.length + 1);
  const [request] = await requests(page);
  expect(request).toMatchObject({ ids: before.ids, thinking: false, fault: null, sampling: { seed: 1 } });
  expect(request!.messages).toEqual([{ role: 'user', content: 'What is 47 + 38?' }]);

  // The fourth was the second likeliest, so it is tinted more.
  expect(parseInt(await shade(tokens(page).nth(3)))).toBeGreaterThan(parseInt(await shade(tokens(page).nth(2))));
  await tokens(page).first().press('Enter');
  await expect(chosen(page)).toContainText('was the most likely token: 50.0%');
  await tokens(page).first().press('ArrowRight');
  await tokens(page).nth(1).press('ArrowRight');
  await tokens(page).nth(2).press('ArrowRight');
  await expect(tokens(page).nth(3)).toBeFocused();
  await expect(chosen(page)).toContainText(`${fourth}␣ ranked 2 at 25.0%`);
  const table = chosen(page).getByRole('table', { name: 'Most likely tokens' });
  await expect(table.getByRole('row')).toHaveCount(11);
  await expect(table.getByRole('row', { name: 'chosen' })).toContainText(`${fourth}␣`);
  await expect(table.getByRole('row').last()).toContainText('ends the answer');

  const other = table.getByRole('button').first();
  const word = /with (\w+)␣/.exec((await other.getAttribute('aria-label'))!)![1]!;
  await other.press('Enter');
  await chat.idle();
  await expect(inspector(page)).toHaveCount(0);
  const branch = await chat.lastAnswer();
  const words = branch.content.split(' ');
  expect(words.slice(0, 3)).toEqual(before.content.split(' ').slice(0, 3));
  expect(words[3]).toBe(word);
  expect(branch.ids.length).toBeGreaterThan(4);
  await expect(chat.answers.last()).toContainText('2/2');

  await chat.press('Previous answer');
  await expect(chat.answers.last()).toContainText(before.content.trim());
});

test('the difference of kernels is found once, and the lab shows the layers of a token and leads back', async ({
  page,
  chat,
}) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open();
  await chat.ask('What is 47 + 38?');
  await chat.press('Inspect tokens');
  const tint = inspector(page).getByLabel('Tint', { exact: true });
  await tint.selectOption('by difference between kernels');
  await tokens(page).nth(2).click();
  await expect(chosen(page)).toContainText('by reference kernels');
  await tint.selectOption('by entropy');
  await tint.selectOption('by difference between kernels');
  expect((await requests(page)).map(({ program }) => program.qkv)).toEqual(['fused', 'reference']);

  const position = Number(await chosen(page).getByText('position').locator('xpath=../dd').innerText());
  await chosen(page).getByRole('button', { name: 'Layers in the lab' }).click();
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await expect(lab.getByText(new RegExp(`^Token: \\S+ \\(${position}\\)$`))).toBeVisible();
  await tokens(page).first().click();
  await lab.getByRole('button', { name: 'In the answer' }).click();
  await expect(tokens(page).nth(2)).toHaveAttribute('aria-pressed', 'true');

  // A finding of this token says what it ran on.
  await lab.getByRole('button', { name: 'Share', exact: true }).click();
  const shared = page.getByRole('dialog', { name: 'Share' });
  await expect(shared).toContainText('the whole conversation up to this token');
  await shared.getByRole('button', { name: 'Close', exact: true }).click();

  // So does one that is shared from here, with how likely it was.
  await chosen(page).getByRole('button', { name: 'Share', exact: true }).click();
  await expect(shared).toContainText('the whole conversation up to this token');
  await expect(shared).toContainText('is in the picture with its probability');
  await expect(shared.getByRole('img')).toHaveAttribute('alt', /␣ (?:ranked|was the most likely token)/);
});

test('a replay that is closed stops, and an answer is inspected again after a reload', async ({ page, chat }) => {
  await visitedBefore(page);
  await chat.open();
  await chat.ask('What is 47 + 38?');
  await inEngine(page, (fake) => (fake.holdJobs = true));
  await chat.press('Inspect tokens');
  await expect(inspector(page)).toContainText('Running the answer again: 1 of 2 tokens');
  await expect(chat.send).toBeDisabled();
  await chat.press('Inspect tokens');
  await expect(inspector(page)).toHaveCount(0);
  await inEngine(page, (fake) => fake.release());

  await page.reload();
  await chat.ready();
  await chat.press('Inspect tokens');
  await expect(tokens(page).first()).toBeVisible();
  await inEngine(page, (fake) => fake.lose());
  await expect(inspector(page)).toHaveCount(0);
});

test('the inspector has no violations, and fits 320 pixels', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused', settings: { maxTokens: 40 } });
  await chat.open();
  await chat.ask('What is 47 + 38?');
  await chat.press('Inspect tokens');
  await tokens(page).nth(7).click();
  for (const [width, colorScheme] of [
    [1440, 'light'],
    [320, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectNoViolations(page);
    const { x, width: taken } = (await inspector(page).boundingBox())!;
    expect(x + taken).toBeLessThanOrEqual(width);
    expect(await inspector(page).evaluate((region) => region.scrollWidth - region.clientWidth)).toBe(0);
  }
});
