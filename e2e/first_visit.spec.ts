import { endlessAnswers } from './pages/bundled.ts';
import { expect, test } from './test.ts';

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

test('a typed message streams an answer, and its figures are shown', async ({ page, chat }) => {
  await endlessAnswers(page);
  await chat.open();
  await chat.message.pressSequentially('Hello!');
  await page.keyboard.press('Enter');
  await expect(chat.message).toHaveValue('');
  await expect(chat.question('Hello!')).toBeVisible();

  const answer = chat.answers.first();
  await expect(answer).toHaveAttribute('aria-busy', 'true');
  await expect(answer).not.toContainText('Reading');
  const length = async () => (await answer.innerText()).length;
  for (let glance = 0; glance < 3; glance++) {
    const before = await length();
    await expect.poll(length).toBeGreaterThan(before);
    await expect(answer).toHaveAttribute('aria-busy', 'true');
  }
  await chat.stop.click();
  await chat.idle();

  const figures = answer.getByLabel('Figures of this answer');
  await expect(figures).toContainText(/speed[\d.]+ tok\/s/);
  await expect(figures).toContainText(/first token[\d.]+ m?s/);
  await expect(figures).toContainText(/tokens\d+/);
  await expect(page.getByTitle('Tokens per second')).toHaveText(/^[\d.]+ tok\/s$/);
  const { contextUsed } = (await chat.lastAnswer()).figures!;
  expect(contextUsed).toBeGreaterThan(0);
  await expect(chat.contextUsed).toHaveAttribute('aria-valuetext', new RegExp(`^${contextUsed} of [\\d,]+ tokens$`));
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
