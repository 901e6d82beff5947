import type { Page } from '@playwright/test';
import { violationsOf } from '../../pages/axe.ts';
import { alterBundled, endlessAnswers } from '../../pages/bundled.ts';
import { oneTurn, visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, inEngine, test } from '../test.ts';
import { goldenFolder } from '../../tools.ts';
import { labTabs } from '../../../src/ui/view/view_address.ts';

/** Every view is checked twice. Dark and light differ in colours only, so each gets one width. */
const looks = [
  { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
] as const;

/** Axe finds nothing, in light and dark, wide and narrow; and nothing is wider than the window. */
async function expectAccessible(page: Page, view: string): Promise<void> {
  for (const { viewport, colorScheme } of looks) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectNothing(page, `${view}, ${viewport.width} px, ${colorScheme}`);
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
  }
}

async function expectNothing(page: Page, what: string): Promise<void> {
  await test.step(what, async () => {
    const found = (await violationsOf(page)).map(({ id, nodes }) =>
      [id, ...nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)].join('\n'),
    );
    expect.soft(found).toEqual([]);
  });
}

test('the page while it loads, empty, answering and answered', async ({ page, chat }) => {
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/models/demo/model.safetensors', async (route) => {
    await released;
    await route.continue();
  });
  await endlessAnswers(page);
  await visitedBefore(page, { settings: { maxTokens: 2048 } });
  await page.goto('./');
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expectAccessible(page, 'loading');

  release();
  await chat.ready();
  await expectAccessible(page, 'empty');

  await inEngine(page, (fake) => (fake.holdPrefill = true));
  await chat.begin('a b c d e f '.repeat(20));
  await expect(chat.answers.first()).toContainText('Reading');
  await expectAccessible(page, 'reading');
  await chat.stop.click();
  await chat.idle();

  await inEngine(page, (fake) => {
    fake.script = ['Half', ' an answer'];
  });
  await chat.begin('Hello!');
  await expect(chat.answers.last()).toContainText('Half an answer');
  await expectAccessible(page, 'answering');
  await chat.stop.click();
  await chat.idle();
  await expectAccessible(page, 'answered');

  for (const { viewport, colorScheme } of looks) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await page.getByRole('button', { name: 'Conversations', exact: true }).press('Enter');
    await page.getByRole('searchbox', { name: 'Search conversations' }).fill('half');
    await expect(page.getByText('1 conversation found')).toBeAttached();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: /^(?:Undo|a b c d)/ })).toBeFocused();
    await expectNothing(page, `conversations, ${viewport.width} px, ${colorScheme}`);
  }
});

/** Until its colours are there, code would be checked in one. They come once the code is seen. */
async function answerHasColours(page: Page): Promise<void> {
  const code = page.getByRole('group', { name: 'Code, python' });
  await code.scrollIntoViewIfNeeded();
  await expect(code.locator('span > span').first()).toBeAttached();
}

const everything = `# A heading

Text with **bold**, \`code\` and [a link](https://example.org/).

- [x] done
- not

> a quotation

| fruit |${' price |'.repeat(20)}
|---|${'---|'.repeat(20)}
| pear |${' 2 or 3 |'.repeat(20)}

\`\`\`python
# A comment
def f(x: int): return [1, "two"]
${'print("a long line of code") '.repeat(10)}
\`\`\`

![an image](https://example.org/image.png)
`;

test('a conversation with Markdown, thoughts, branches, an edit and an error', async ({ page, chat }) => {
  const figures = { ...oneTurn('', {}).nodes[1]!.message, thinking: 'First, **this**.' };
  const conversation = oneTurn('What is there?', { content: everything, thinking: 'First, **this**.' });
  conversation.nodes.push({ parent: 0, message: figures });
  conversation.nodes.push({ parent: 1, message: { role: 'user', content: 'And more?' } });
  const { message } = oneTurn('', { failure: 'It broke: try again.', figures: null }).nodes[1]!;
  conversation.nodes.push({ parent: 3, message });
  await visitedBefore(page, { conversation: { ...conversation, leaf: 4 } });
  await chat.open();
  await page.getByText('Thought').first().click();
  await expect(chat.answers.first()).toContainText('First, this.');
  await expect(chat.answers.first().getByRole('group', { name: 'Code, python' })).toBeVisible();
  await answerHasColours(page);
  await expectAccessible(page, 'conversation');
  // A window of 640 px at 200% is 320 px wide.
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await page.keyboard.press('Escape');
  const table = chat.answers.first().getByRole('group', { name: 'Table' });
  await table.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => table.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);

  await chat.question('And more?').getByRole('button', { name: 'Edit message' }).click();
  await expect(page.getByRole('textbox', { name: 'Edited message' })).toBeVisible();
  await expectAccessible(page, 'edit');
});

test('the dialogs: settings, models, a summary, a refusal', async ({ page, chat, models }) => {
  await visitedBefore(page);
  await chat.open();
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await expectAccessible(page, 'settings');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+K');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
  await expectAccessible(page, 'commands');
  await page.goto('./#shortcuts');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible(page, 'shortcuts');
  await page.keyboard.press('Escape');

  await models.open();
  await expectAccessible(page, 'models');
  await models.inspectAddress('nowhere/');
  await expect(models.refusal).toBeVisible();
  await expectAccessible(page, 'refusal');
  await models.inspectFolder(goldenFolder('odd-bf16'));
  await expect(models.load).toBeVisible();
  await expectAccessible(page, 'summary');
  await models.loadIt();
  await expect(page.getByRole('region', { name: 'odd-bf16 cannot chat' })).toBeVisible();
  await expectAccessible(page, 'cannot chat');
});

test('the switches of kernels, and the lab empty and measured', async ({ page, chat }) => {
  await endlessAnswers(page);
  await visitedBefore(page, { kernels: 'fused', settings: { maxTokens: 20 } });
  await chat.open();
  await page.getByRole('button', { name: 'kernels of each step' }).click();
  const steps = page.getByRole('dialog', { name: 'Kernels of each step' });
  await steps.getByRole('switch', { name: 'down' }).uncheck();
  await expectAccessible(page, 'steps');
  await page.keyboard.press('Escape');

  await page.goto('./#lab/compare');
  await expect(page.getByText('Where does a token’s time go?')).toBeVisible();
  await expectAccessible(page, 'empty lab');
  await page.setViewportSize(looks[0].viewport);
  await chat.ask('Hello!');
  await expect(page.getByRole('columnheader', { name: 'mixed' })).toBeVisible();
  await expectAccessible(page, 'lab');
});

/** Compare is checked above, with and without figures. */
const tabs = labTabs.filter((tab) => tab !== 'compare');

test('the other tabs of the lab, and the sheet of a phone', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused', settings: { checkKernels: true } });
  await chat.open();
  await inEngine(page, (fake) => (fake.holdJobs = true));
  for (const tab of tabs) {
    await page.goto(`./#lab/${tab}`);
    await expect(page.getByRole('tabpanel').locator(':scope > *')).toBeVisible();
    await expectAccessible(page, tab);
  }

  // The sheet of the smallest phone: the open tab is in view, nothing is cut, and the arrow keys reach the others.
  await page.setViewportSize({ width: 320, height: 640 });
  const open = page.getByRole('tab', { selected: true });
  await expect(open).toHaveText('Findings');
  await expect(open).toBeInViewport({ ratio: 1 });
  await open.press('Home');
  await expect(page.getByRole('tab', { name: 'Compare', selected: true })).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  const edges = await page
    .getByRole('form', { name: 'Write' })
    .locator('div:has(> [aria-pressed]) button')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ left, right }) => ({ left, right })));
  expect(edges.length).toBeGreaterThan(3);
  edges.slice(1).forEach(({ left }, n) => expect(left).toBeGreaterThanOrEqual(edges[n]!.right));
});

test('whoever asks for more contrast has no muted text and lines that are seen', async ({ page, chat }) => {
  await visitedBefore(page);
  await chat.open();
  const colours = () =>
    page.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      return ['--text', '--muted', '--line-strong', '--line'].map((name) => style.getPropertyValue(name));
    });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, contrast: 'more' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    const [text, muted, strong, line] = await colours();
    expect([muted, line]).toEqual([text, strong]);
  }
});

test('a lost device, a crashed engine, a checkpoint that does not load', async ({ page, chat }) => {
  await visitedBefore(page, { conversation: oneTurn('Hello!', { content: 'Hi!' }) });
  await chat.open();
  await inEngine(page, (fake) => fake.lose());
  await expect(page.getByRole('alert', { name: 'The GPU was lost' })).toBeVisible();
  await expectAccessible(page, 'lost device');

  await page.getByRole('button', { name: 'Reload the model' }).click();
  await chat.ready();
  await inEngine(page, () => {
    setTimeout(() => {
      throw new Error('boom');
    });
  });
  await expect(page.getByRole('alert', { name: 'The engine crashed' })).toBeVisible();
  await expectAccessible(page, 'crashed engine');

  await alterBundled(page, 'config.json', { model_type: 'llama' });
  await page.getByRole('button', { name: 'Restart the engine' }).click();
  await expect(page.getByRole('alert', { name: 'The model could not be loaded' })).toBeVisible();
  await expectAccessible(page, 'failed load');
});

test.describe('without WebGPU', () => {
  const message = 'This browser has no WebGPU: use a current Chrome, Edge, Safari or Firefox.';
  test.use({ setup: { openFailure: { kind: 'no-webgpu', message } } });

  test('the card that says so', async ({ page }) => {
    await page.goto('./');
    await expect(page.getByRole('alert', { name: 'WebGPU does not work here' })).toContainText(message);
    await expectAccessible(page, 'no WebGPU');
  });
});
