import { endlessAnswers } from '../../pages/bundled.ts';
import { SelfTestPage } from '../../pages/self_test.ts';
import { expect, inEngine, test } from '../test.ts';

test('the bundled checkpoint loads with a progress bar, the adapter is named, and a question waits for it', async ({
  page,
  chat,
}) => {
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/models/demo/model.safetensors', async (route) => {
    await released;
    await route.continue();
  });
  await endlessAnswers(page);
  await page.goto('./');
  await expect(page.getByRole('progressbar', { name: 'Loading progress' })).toBeVisible();
  await expect(chat.send).toBeDisabled();
  const example = page.getByRole('list', { name: 'Examples' }).getByRole('button').first();
  const text = (await example.textContent())!;
  await example.click();
  await expect(page.getByText('it will be sent once the model is loaded')).toBeVisible();
  await expect(chat.message).toHaveValue(text);
  await expect(chat.message).toBeFocused();

  release();
  await chat.ready();
  await expect(chat.modelLine).toContainText(/Toy \(7M\).+ parameters, .+ MB · \S/);
  await expect(chat.question(text)).toBeVisible();
  await chat.stop.click();
  await chat.idle();
});

/** By how much the page moved by itself, as browsers count it (cumulative layout shift), and what did. */
interface Moved {
  score: number;
  what: string[];
}

test('on a wide window the lab is open, its strip lives with the first answer, and nothing moves', async ({
  page,
  chat,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.addInitScript(() => {
    const moved: Moved = { score: 0, what: [] };
    Object.assign(window, { moved });
    type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node?: Node }[] };
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries() as Shift[]) {
        if (shift.hadRecentInput) continue;
        moved.score += shift.value;
        moved.what.push(
          ...shift.sources.map(
            ({ node }) => `${shift.value} ${node instanceof Element ? node.outerHTML.slice(0, 80) : ''}`,
          ),
        );
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await chat.open();
  const lab = page.getByRole('complementary', { name: 'Lab' });
  const strip = lab.getByRole('region', { name: 'At a glance' });
  await expect(strip).toContainText('Ask something');
  await expect(new SelfTestPage(page).unfold).toHaveAccessibleName(/kernels checked$/);

  await inEngine(page, (fake) => (fake.script = Array.from({ length: 40 }, (_, n) => `word ${n} `)));
  // A press by a script is no input: what moves behind it counts.
  await page
    .getByRole('list', { name: 'Examples' })
    .getByRole('button')
    .first()
    .evaluate((button) => (button as HTMLButtonElement).click());
  await expect(strip).toContainText(/\d+ layers, last \d+ tokens/);
  await expect(strip.getByRole('img')).toHaveAccessibleName(/\d+ deep, of the last \d+ tokens/);
  await expect(strip).toContainText(/qkv[\d.,]+/);
  await expect(chat.answers.first()).toContainText('word 39');
  await inEngine(page, (fake) => fake.endAnswer());
  await chat.idle();
  const { score, what } = await page.evaluate(() => (window as unknown as { moved: Moved }).moved);
  expect(score, what.join('\n')).toBeLessThan(0.02);
});
