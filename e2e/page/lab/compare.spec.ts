import type { Page } from '@playwright/test';
import { uniformProgram } from '../../../src/vocabulary/program.ts';
import { endlessAnswers } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, inEngine, test } from '../test.ts';

const set = (page: Page, name: 'reference' | 'fused') => page.getByRole('radio', { name, exact: true });
const unfold = (page: Page) => page.getByRole('button', { name: 'kernels of each step' });
const steps = (page: Page) => page.getByRole('dialog', { name: 'Kernels of each step' });
const step = (page: Page, name: string) => steps(page).getByRole('switch', { name, exact: true });

test.beforeEach(({ page }) => endlessAnswers(page));

test('the program is switched by mouse, step by step too, and kept between visits', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open();
  await expect(set(page, 'fused')).toBeChecked();
  await set(page, 'reference').check();
  await unfold(page).click();
  await expect(step(page, 'qkv')).not.toBeChecked();
  await expect(steps(page).getByRole('switch')).toHaveCount(8);
  await step(page, 'down').check();
  await expect(unfold(page)).toContainText('mixed');
  await expect(set(page, 'reference')).not.toBeChecked();
  await unfold(page).click();
  await expect(steps(page)).toBeHidden();

  await page.reload();
  await chat.ready();
  await unfold(page).click();
  await expect(step(page, 'down')).toBeChecked();
  await expect(step(page, 'qkv')).not.toBeChecked();
  await step(page, 'down').uncheck();
  await expect(set(page, 'reference')).toBeChecked();
});

test('the program is switched with a keyboard alone', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open();
  const { keyboard } = page;
  await set(page, 'fused').focus();
  await keyboard.press('ArrowLeft');
  await expect(set(page, 'reference')).toBeChecked();
  await keyboard.press('Tab');
  await expect(unfold(page)).toBeFocused();
  await keyboard.press('Enter');
  await expect(steps(page).getByRole('button', { name: 'Close' })).toBeFocused();
  await keyboard.press('Tab');
  await expect(step(page, 'qkv')).toBeFocused();
  await keyboard.press('Space');
  await expect(step(page, 'qkv')).toBeChecked();
  await keyboard.press('Escape');
  await expect(unfold(page)).toBeFocused();
  await expect(unfold(page)).toHaveAttribute('aria-expanded', 'false');
});

test('the lab sets reference and fused side by side, and what it has can be copied', async ({
  page,
  chat,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await visitedBefore(page, { kernels: 'fused', settings: { maxTokens: 24 } });
  await chat.open('./#lab/compare');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await expect(lab.getByRole('tab', { name: 'Compare', selected: true })).toBeVisible();
  await expect(lab).toContainText('Where does a token’s time go?');
  const { content } = await chat.ask('Tell me something.');

  const table = lab.getByRole('table', { name: 'Microseconds per token' });
  const row = (name: string) =>
    table.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  const cells = async (name: string) => row(name).getByRole('cell').allInnerTexts();
  await expect(table.getByRole('row')).toHaveCount(11);
  for (const name of ['qkv', 'gate_up', 'down', 'logits', 'sum']) {
    for (const cell of await cells(name)) expect(cell, name).toMatch(/^[\d,.]+×?$/);
  }
  expect((await cells('rope'))[1]).toBe('in attention');
  await expect(lab.getByLabel('Decode speed, by selected kernels')).toContainText(/fused[\d.]+ tok\/s/);

  await lab.getByRole('button', { name: 'Copy as TSV' }).click();
  const tsv = (await page.evaluate(() => navigator.clipboard.readText())).trimEnd().split('\n');
  const columns = tsv.slice(1).map((line) => line.split('\t'));
  const total = (column: number) => columns.slice(0, -1).reduce((sum, line) => sum + Number(line[column]), 0);
  expect(total(1)).toBeCloseTo(Number(columns.at(-1)![1]), 1);
  expect(total(2)).toBeCloseTo(Number(columns.at(-1)![2]), 1);
  await lab.getByRole('button', { name: 'Copy as Markdown' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('| step | reference, µs per token |');

  await table.getByRole('button', { name: 'fused' }).click();
  await expect(table.getByRole('columnheader', { name: 'fused' })).toHaveAttribute('aria-sort', 'descending');
  await expect(table.getByRole('rowheader').nth(-2)).toHaveText('rope');

  // Closed, nothing is measured, and the answer is the same.
  await lab.getByRole('button', { name: 'Close the lab' }).click();
  await expect(page.getByRole('button', { name: 'Lab', exact: true })).toBeFocused();
  await expect(page).toHaveURL(/#chat$/);
  expect((await chat.regenerate()).content).toBe(content);
  await page.getByRole('button', { name: 'Lab', exact: true }).click();
  await expect(lab).toContainText('Timed in the last answer');
  await lab.getByRole('separator', { name: 'Width of the lab' }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.reload();
  await expect(lab.getByRole('separator')).toHaveAttribute('aria-valuenow', '524');
});

test('a program chosen in mid-answer is the engine’s at once', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused', settings: { maxTokens: 2048 } });
  await chat.open();
  await chat.begin('Tell me something.');
  for (const name of ['reference', 'fused'] as const) {
    await set(page, name).check();
    await expect.poll(() => inEngine(page, (fake) => fake.configuration().program)).toEqual(uniformProgram(name));
    await expect(chat.answers.first()).toHaveAttribute('aria-busy', 'true');
  }
  await chat.stop.click();
  await chat.idle();
});

test.describe('on an adapter without timestamps', () => {
  test.use({ setup: { timestamps: false } });

  test('the lab says so, and tells the pace of each program', async ({ page, chat }) => {
    await visitedBefore(page, { kernels: 'fused', settings: { maxTokens: 24 } });
    await chat.open('./#lab/compare');
    const lab = page.getByRole('complementary', { name: 'Lab' });
    await expect(lab).toContainText('No GPU timestamps here');
    await chat.ask('Tell me something.');
    await expect(lab.getByLabel('Decode speed, by selected kernels')).toContainText(/fused[\d.]+ tok\/s/);
  });
});

test.describe('for a model with a step without a fused kernel', () => {
  const reason = 'its weights are larger than one binding of this adapter';
  test.use({ setup: { unavailable: { qkv: reason } } });

  test('the step is disabled, and says why', async ({ page, chat }) => {
    await visitedBefore(page, { kernels: 'fused' });
    await chat.open();
    await unfold(page).click();
    await expect(step(page, 'qkv')).toBeDisabled();
    await expect(step(page, 'qkv')).not.toBeChecked();
    await expect(step(page, 'qkv')).toHaveAccessibleDescription(new RegExp(`Always the reference here: ${reason}`));
    await expect(step(page, 'sample')).toBeEnabled();
  });
});

test('on a narrow window chat and lab are in reach of each other, and closing gives the focus back', async ({
  page,
  chat,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await visitedBefore(page, { kernels: 'fused', settings: { maxTokens: 24 } });
  await chat.open();
  const button = page.getByRole('button', { name: 'Lab', exact: true });
  await button.click();
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await expect(lab).toContainText('Where does a token’s time go?');
  await expect(chat.message).toBeInViewport({ ratio: 1 });
  await chat.ask('Tell me something.');
  await expect(lab.getByLabel('Decode speed, by selected kernels')).toBeInViewport();
  await lab.getByRole('table', { name: 'Microseconds per token' }).scrollIntoViewIfNeeded();
  await expect(chat.message).toBeInViewport({ ratio: 1 });
  const grip = lab.getByRole('separator', { name: 'Height of the lab' });
  await grip.focus();
  await page.keyboard.press('ArrowUp');
  await expect(grip).toHaveAttribute('aria-valuenow', '55');
  await lab.getByRole('button', { name: 'Close the lab' }).click();
  await expect(lab).toBeHidden();
  await expect(button).toBeFocused();
});
