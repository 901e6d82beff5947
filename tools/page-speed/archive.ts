import type { Page } from 'playwright-core';
import { table } from '../lib/table.ts';
import { withApp } from './page.ts';

const conversations = 1000;
const turns = 50;
const repeats = 5;

/** How long the list, a search and an opening take with a full archive. */
export function archive(): Promise<string> {
  return withApp(async (page, address) => {
    await fill(page);
    const times = new Map<string, number[]>();
    const note = (what: string, ms: number) => times.set(what, [...(times.get(what) ?? []), ms]);
    for (let turn = 0; turn < repeats; turn++) {
      await page.goto(address);
      note('the list, from the start of the script to its rows', await listed(page));
      await page.getByText('is ready.').waitFor({ state: 'attached' });
      note('the first search', await search(page, `word${turn} apple`));
      note('the next search', await search(page, `word${turn + 7} pear`));
      await page.getByRole('searchbox', { name: 'Search conversations' }).fill('');
      for (const at of [300, 700]) note('opening a conversation', await open(page, `Question ${at + turn}`));
      note('scrolling the list to its end', await scroll(page));
    }
    return table(
      ['what', 'median, ms', 'longest, ms'],
      [...times].map(([what, all]) => {
        const sorted = all.toSorted((a, b) => a - b);
        return [what, sorted[sorted.length >> 1]!.toFixed(0), sorted.at(-1)!.toFixed(0)];
      }),
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

/** From the navigation's response to the list's first paint. */
async function listed(page: Page): Promise<number> {
  await rows(page).getByRole('listitem').first().waitFor();
  return page.evaluate(() => {
    const { fetchStart } = performance
      .getEntriesByType('resource')
      .find(({ name }) => name.endsWith('.css')) as PerformanceResourceTiming;
    return performance.now() - fetchStart;
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
