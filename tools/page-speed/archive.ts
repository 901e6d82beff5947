import type { Page } from 'playwright-core';
import { table } from '../lib/table.ts';
import { withApp } from './page.ts';
import { tasksDuring } from './tasks.ts';

const conversations = 1000;
const turns = 50;
const repeats = 5;

/** How long the list, a search and an opening take with a full archive. */
export function archive(): Promise<string> {
  return withApp('placeholder', async (page, address) => {
    await fill(page);
    const times = new Map<string, { cpu: number; wall: number }[]>();
    const note = async (what: string, act: () => Promise<number>) => {
      let wall = 0;
      const tasks = await tasksDuring(page, async () => (wall = await act()));
      const cpu = tasks.reduce((sum, task) => sum + task.cpu, 0);
      times.set(what, [...(times.get(what) ?? []), { cpu, wall }]);
    };
    for (let turn = 0; turn < repeats; turn++) {
      await note('the whole page with its list, reloaded', () => listed(page, address));
      await page.getByText('is ready.').waitFor({ state: 'attached' });
      await page.getByRole('button', { name: 'Conversations', exact: true }).click();
      await note('the list opens', () => openList(page));
      await note('the search box is focused', () => focusSearch(page));
      await note('the first search, which finds one', () => search(page, `word70${turn}`));
      await note('the search ends', () => search(page, ''));
      await note('a search that finds one', () => search(page, `word30${turn}`));
      await search(page, '');
      await note('a search that finds all', () => search(page, 'apple pear'));
      await search(page, '');
      for (const at of [960, 980]) await note('opening a conversation', () => open(page, `Question ${at + turn}`));
      await note('the longest frame of scrolling the list to its end', () => scroll(page));
    }
    const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!.toFixed(0);
    return table(
      ['what', 'ms of CPU', 'ms'],
      [...times].map(([what, all]) => [what, median(all.map(({ cpu }) => cpu)), median(all.map(({ wall }) => wall))]),
    );
  });
}

/** Stores conversations as the page does. */
function fill(page: Page): Promise<void> {
  return page.evaluate(
    async ({ conversations, turns }) => {
      const request = indexedDB.open('plumbline.conversations');
      const db = await new Promise<IDBDatabase>((resolve) => (request.onsuccess = () => resolve(request.result)));
      const fruit = ['apple', 'pear', 'plum', 'fig', 'date', 'lime', 'kiwi'];
      for (let at = 0; at < conversations; at++) {
        const model = { name: 'demo', hash: 'hash' };
        const figures = {
          finish: 'end-of-turn',
          promptTokens: 20,
          cachedTokens: 0,
          tokens: 40,
          contextUsed: 59,
          timeToFirstTokenMs: 120,
          decodeMs: 1950,
          thinkingMs: null,
        };
        const nodes = Array.from({ length: 2 * turns }, (_, turn) => {
          const parent = turn === 0 ? null : turn - 1;
          if (turn % 2 === 0) {
            return { parent, message: { role: 'user', content: `Question ${at}, turn ${turn}: what is word${turn}?` } };
          }
          const words = Array.from({ length: 60 }, (_, word) => fruit[(at * 31 + turn * 7 + word * word) % 7]);
          const code =
            turn % 10 === 1 ? `\n\n\`\`\`python\nfor x in range(${turn}):\n    print("a", x)  # why\n\`\`\`` : '';
          const content = `It is **word${at}**.\n\n- ${words.slice(0, 20).join(' ')}\n- more\n\n${words.join(' ')}${code}`;
          const message = {
            role: 'assistant',
            content,
            thinking: '',
            model,
            seed: 1,
            askedToThink: false,
            ids: words.map((_, id) => id),
            figures,
            failure: null,
          };
          return { parent, message };
        });
        const id = `filled-${at}`;
        const tree = { nodes, leaf: nodes.length - 1 };
        const row = { id, title: null, pinned: false, createdAt: at, usedAt: at, opening: nodes[0]!.message.content };
        const transaction = db.transaction(['rows', 'bodies', 'texts'], 'readwrite');
        transaction.objectStore('rows').put(row);
        transaction.objectStore('bodies').put({ id, tree, draft: '' });
        transaction.objectStore('texts').put(
          nodes
            .map(({ message }) => message.content)
            .join('\n')
            .toLowerCase(),
          id,
        );
        await new Promise((resolve) => (transaction.oncomplete = resolve));
      }
      db.close();
    },
    { conversations, turns },
  );
}

const rows = (page: Page) => page.getByRole('list', { name: 'Conversations' });

/** From the navigation to the list's rows. */
async function listed(page: Page, address: string): Promise<number> {
  const started = performance.now();
  await page.goto(address);
  await rows(page).getByRole('listitem').first().waitFor();
  return performance.now() - started;
}

/** From the press to the frame that shows the rows. */
function openList(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const started = performance.now();
    document.querySelector<HTMLButtonElement>('button[aria-label=Conversations]')!.click();
    while (!document.querySelector('ul[aria-label=Conversations] > li')) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - started;
  });
}

/** Until nothing goes on that the focus began. */
function focusSearch(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const started = performance.now();
    document.querySelector<HTMLInputElement>('input[type=search]')!.focus();
    await new Promise((resolve) => requestIdleCallback(resolve));
    const idle = performance.now() - started;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return idle;
  });
}

/** From the key to the frame that shows what was found. */
function search(page: Page, query: string): Promise<number> {
  return page.evaluate(async (query) => {
    const input = document.querySelector<HTMLInputElement>('input[type=search]')!;
    const status = input.closest('div')!.querySelector('output')!;
    const before = status.textContent;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, query);
    const started = performance.now();
    input.dispatchEvent(new Event('input', { bubbles: true }));
    while (status.textContent === before) await new Promise(requestAnimationFrame);
    return performance.now() - started;
  }, query);
}

/** From the press to the frame that shows the conversation's messages. */
function open(page: Page, title: string): Promise<number> {
  return page.evaluate(async (title) => {
    const list = document.querySelector('ul[aria-label=Conversations]')!;
    const button = [...list.querySelectorAll('button')].find(({ textContent }) => textContent.startsWith(`${title},`))!;
    const started = performance.now();
    button.click();
    const shown = () =>
      document.querySelector('ol[aria-label=Conversation]')?.textContent.includes(`${title}, turn 98`);
    while (!shown()) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - started;
  }, title);
}

/** The longest frame while the list is scrolled from its top to its end. */
function scroll(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const list = document.querySelector('ul[aria-label=Conversations]')!;
    let longest = 0;
    let last = performance.now();
    for (list.scrollTop = 0; list.scrollTop + list.clientHeight < list.scrollHeight - 2;) {
      list.scrollTop += 400;
      await new Promise(requestAnimationFrame);
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
    return longest;
  });
}
