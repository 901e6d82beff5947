import type { Locator } from '@playwright/test';
import { endlessAnswers } from '../../pages/bundled.ts';
import { oneTurn, visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, inEngine, test } from '../test.ts';

const answered = (content: string) => ({ conversation: oneTurn('Show me.', { content }) });

test('Markdown is shown as what it means', async ({ page, chat }) => {
  await visitedBefore(
    page,
    answered(
      [
        '# Title',
        'Some **bold**, some *slanted* and `code`, and [a link](https://example.org/page).',
        '- [x] bought\n- [ ] paid',
        '| fruit | price |\n|---|---|\n| pear | 2 |',
      ].join('\n\n'),
    ),
  );
  await page.goto('./');
  const answer = chat.answers.first();
  await expect(answer.getByRole('heading', { name: 'Title' })).toBeVisible();
  await expect(answer.locator('strong')).toHaveText('bold');
  await expect(answer.locator('em')).toHaveText('slanted');
  await expect(answer.getByRole('code')).toHaveText('code');
  await expect(answer.getByRole('img', { name: 'Done', exact: true })).toBeVisible();
  await expect(answer.getByRole('img', { name: 'Not done' })).toBeVisible();
  await expect(answer.getByRole('row', { name: 'pear 2' })).toBeVisible();
  const link = answer.getByRole('link', { name: 'a link' });
  await expect(link).toHaveAttribute('href', 'https://example.org/page');
  await expect(link).toHaveAttribute('rel', /noopener/);
  await expect(link).toHaveAttribute('target', '_blank');
});

test('what an answer could do harm with is not there, and no image is fetched', async ({ page, chat }) => {
  await visitedBefore(
    page,
    answered(
      [
        'first <script>document.title = "run"</script>',
        '<img src="https://elsewhere.example/raw.png" onerror="document.title = \'run\'">',
        '<iframe src="https://elsewhere.example/"></iframe><style>body { display: none }</style>',
        '![a chart](https://elsewhere.example/pixel.png)',
        '[press me](javascript:document.title="run") [or me](data:text/html,x) [or me](#settings)',
        `${'>'.repeat(10_000)} deep`,
        '\x1b]0;title\x07\x1b[31mred',
        'last',
      ].join('\n\n'),
    ),
  );
  await page.goto('./');
  const answer = chat.answers.first();
  await expect(answer.getByText('last')).toBeVisible();
  await expect(answer.getByRole('link', { name: 'Image: a chart' })).toHaveAttribute(
    'href',
    'https://elsewhere.example/pixel.png',
  );
  await expect(answer.getByText('press me')).toBeVisible();
  await expect(answer).toContainText('>> deep');
  await expect(answer.getByText('␛]0;title␇␛[31mred')).toBeVisible();
  await expect(answer.getByRole('link')).toHaveCount(1);
  await expect(answer.locator('script, img, iframe, style')).toHaveCount(0);
  await expect(page).toHaveTitle('Show me. – Plumbline');
});

test('code in view is highlighted, however late the effects of React run', async ({ page, chat }) => {
  await page.addInitScript(() => {
    const port = MessagePort.prototype as unknown as Record<'postMessage', (...given: unknown[]) => void>;
    port.postMessage = new Proxy(port.postMessage, {
      apply: (...call) => void setTimeout(() => Reflect.apply(...call), 300),
    });
  });
  await visitedBefore(page, answered('```python\ndef f(): pass\n```'));
  await page.goto('./');
  const block = chat.answers.first().getByRole('group', { name: 'Code, python' });
  await expect(block.locator('span', { hasText: /^def$/ })).not.toHaveCSS('color', await colourOf(block));
});

test('code is highlighted, wrapped or scrolled, and copied byte for byte', async ({ page, chat, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const lines = Array.from({ length: 120 }, (_, at) => `\tx${at} = "<b>"  # **not bold**\n`).join('');
  const code = `def f():\r\n${lines}\n\treturn "${'long '.repeat(60)}"`;
  await visitedBefore(page, answered(`Here:\n\`\`\`python\n${code}\n\`\`\`\nThere.`));
  await page.goto('./');
  const answer = chat.answers.first();
  const block = answer.getByRole('group', { name: 'Code, python' });
  await block.evaluate((pre) => pre.scrollIntoView());
  await expect(block.locator('span', { hasText: /^def$/ })).not.toHaveCSS('color', await colourOf(block));
  expect(await block.textContent()).toBe(code);
  await answer.getByRole('button', { name: 'Copy code' }).click();
  await expect(answer.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
  const selected = await block.evaluate((pre) => {
    getSelection()!.selectAllChildren(pre);
    return getSelection()!.toString();
  });
  expect(selected.replaceAll('\r', '')).toBe(code.replaceAll('\r', ''));

  const scrolls = () => block.evaluate((pre) => pre.scrollWidth > pre.clientWidth);
  expect(await scrolls()).toBe(true);
  const wrap = answer.getByRole('button', { name: 'Wrap lines' });
  await wrap.click();
  expect(await scrolls()).toBe(false);
  await page.reload();
  await expect(wrap).toHaveAttribute('aria-pressed', 'true');
});

function colourOf(element: Locator): Promise<string> {
  return element.evaluate((element) => getComputedStyle(element).color);
}

test('it is rendered while it streams, half-written marks as if closed', async ({ page, chat }) => {
  await endlessAnswers(page);
  await visitedBefore(page, { settings: { maxTokens: 2048 } });
  await chat.open();
  await inEngine(page, (fake) => {
    fake.script = ['# Ti', 'tle\n\n```js\n', 'let a', ' = 1\n```\n\nAll ', '**bo'];
  });
  await chat.begin('Show me.');
  const answer = chat.answers.first();
  await expect(answer.locator('strong')).toHaveText('bo');
  await expect(answer.getByRole('heading', { name: 'Title' })).toBeVisible();
  await expect(answer.getByRole('group', { name: 'Code, js' })).toHaveText('let a = 1');
  await expect(answer).toHaveAttribute('aria-busy', 'true');

  await chat.stop.click();
  await chat.idle();
  await expect(answer.getByText('All **bo')).toBeVisible();
});
