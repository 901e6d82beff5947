import type { Page } from 'playwright-core';
import { table } from '../lib/table.ts';
import { script, withApp } from './page.ts';
import { tasksDuring } from './tasks.ts';

const count = (length: number, one: (at: number) => string) => Array.from({ length }, (_, at) => one(at)).join('');

/** What a page may choke on. */
const answers: Record<string, string> = {
  'a list of 3,000 items': count(3000, (at) => `- item ${at}, with **some** words\n`),
  'a list of 3,000 items on three levels': count(
    3000,
    (at) => `${'  '.repeat(at % 3)}- item ${at}, with **some** words\n`,
  ),
  'a line of 1 MB': count(40_000, () => 'some words that never end, '),
  'a word of 1 MB': 'x'.repeat(1_000_000),
  'a paragraph of 10,000 lines': count(10_000, (at) => `line ${at} has a few words\n`),
  'code of 10,000 lines': `\`\`\`python\n${count(10_000, (at) => `x${at} = f("${at}", 1)  # why\n`)}`,
  'code with a line of 1 MB': `\`\`\`js\n${count(45_000, () => 'let a = [1, "two", 3];')}`,
  'a table of 300 rows': `| a | b | c |\n|---|---|---|\n${count(300, (at) => `| ${at} | **b** | some words |\n`)}`,
  'a table of 3,000 rows': `| a | b | c |\n|---|---|---|\n${count(3000, (at) => `| ${at} | **b** | some words |\n`)}`,
  'a table of 300 rows in a list': `- a\n\n  | a | b | c |\n  |---|---|---|\n${count(300, (at) => `  | ${at} | **b** | some words |\n`)}`,
  'code of 10,000 lines in a list': `1. a\n   \`\`\`python\n${count(10_000, (at) => `   x${at} = f("${at}", 1)  # why\n`)}`,
};

const tokens = 1000;

function tokensOf(text: string): string[] {
  const length = Math.ceil(text.length / tokens);
  return Array.from({ length: Math.ceil(text.length / length) }, (_, at) => text.slice(at * length, (at + 1) * length));
}

/** How long the page is busy at a stretch while answers stream and a person types. At 30 frames a second none takes 33 ms. */
export function streaming(): Promise<string> {
  return withApp('placeholder', async (page) => {
    const rows: string[][] = [];
    for (const [name, text] of Object.entries(answers)) {
      await script(page, tokensOf(text));
      const tasks = await tasksDuring(page, () => answerFully(page, text));
      const longest = (time: 'cpu' | 'wall') => Math.max(...tasks.map((task) => task[time])).toFixed(0);
      const over = (ms: number) => String(tasks.filter(({ cpu }) => cpu > ms).length);
      rows.push([name, String(tasks.length), over(33), over(50), longest('cpu'), longest('wall')]);
      console.error(rows.at(-1)!.join(' | '));
    }
    return table(['answer', 'tasks', 'over 33 ms', 'over 50 ms', 'longest, ms of CPU', 'longest, ms'], rows);
  });
}

async function answerFully(page: Page, text: string): Promise<void> {
  const message = page.getByRole('textbox', { name: 'Message', exact: true });
  await message.fill('Go');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const answer = page.getByRole('article', { name: 'Answer' }).last();
  const shown = async () => (await answer.evaluate((element) => element.textContent)).length;
  // Marks are not shown, so the end is when nothing is added.
  for (let before = -1, now = 0; now !== before || now < text.length / 3;) {
    before = now;
    await message.pressSequentially('what comes after this ', { delay: 45 });
    now = await shown();
  }
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('button', { name: 'New chat' }).click();
}
