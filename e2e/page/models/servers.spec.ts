import { serveModel, type SmallServer } from '../../../tools/servers/serve.ts';
import { serveApp } from '../../app_server.ts';
import { placeholderModel } from '../../fixtures/served_model.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { Servers } from '../../pages/servers.ts';
import { expectNoViolations } from '../../pages/sharing.ts';
import { expect, inEngine, test as base } from '../test.ts';

/** Opens the page under a policy that admits these servers. */
const test = base.extend<{ openFor: (...servers: SmallServer[]) => Promise<void> }>({
  openFor: async ({ bundled, origins, page }, use) => {
    const closes: (() => unknown)[] = [];
    await use(async (...servers) => {
      const connect = servers.map(({ origin }) => origin);
      const app = await serveApp(bundled, connect);
      origins.push(app.address, ...connect);
      closes.push(app.close, ...servers.map(({ close }) => close));
      await page.goto(app.address);
    });
    for (const close of closes) await close();
  },
});

const tooLate = { thinking: [], text: ['One', ' two', ''], calls: [] };

test('a page that was not started for a server says in one sentence how to', async ({ page, problems }) => {
  const server = await serveModel({ dialect: 'vllm', model: placeholderModel() });
  await visitedBefore(page);
  await page.goto('./#models');
  const servers = new Servers(page);
  await servers.ask(server.origin);
  const { host } = new URL(server.origin);
  await expect(servers.refusal).toHaveText(
    `${host}: the page may not connect to ${server.origin}, or to a server that it redirects to (Content-Security-Policy); start the page with: npm start -- --connect ${server.origin}.`,
  );
  await servers.ask('nonsense://');
  await expect(servers.refusal).toHaveText('This is no address of a server: write one such as http://localhost:8000');
  expect(server.requests).toEqual([]);
  expect(problems.splice(0).filter((problem) => !/^(policy|foreign request): /.test(problem))).toEqual([]);
  await server.close();
});

test('each dialect answers in the chat, and this page’s engine in between', async ({ page, chat, openFor }) => {
  const dialects = ['sglang', 'llama-server', 'ollama', 'openai'] as const;
  const small = await Promise.all(
    dialects.map((dialect) => serveModel({ dialect, model: placeholderModel({ id: `acme/${dialect}` }) })),
  );
  await visitedBefore(page, { settings: { thinking: true } });
  await openFor(...small);
  await chat.ready();
  const servers = new Servers(page);
  for (const [at, server] of small.slice(0, 3).entries()) {
    await servers.connect(server.origin);
    await expect(chat.modelLine).toContainText(`acme/${dialects[at]}`);
    const { content, thinking, model, ids } = await chat.ask('Hello!');
    expect([thinking, content, ids]).toEqual(['Let me see…', '你好, from a server.', []]);
    expect(model.name).toBe(`acme/${dialects[at]}, ${['SGLang', 'llama.cpp', 'Ollama'][at]}`);
  }
  // One that runs several models asks which. Its thoughts stand in its text.
  await page.getByRole('button', { name: 'Models', exact: true }).click();
  await servers.ask(small[3]!.origin);
  await servers.section.getByRole('combobox', { name: 'Model' }).selectOption('acme/openai-large');
  await servers.section.getByRole('button', { name: 'Answer with this model' }).click();
  await expect(servers.section.getByText('answers now')).toBeVisible();
  await servers.section.getByText('What is different with it').last().click();
  await expect(servers.section).toContainText('Whether it thinks cannot be chosen here.');
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  expect((await chat.ask('And you?')).thinking).toBe('Let me see…');
  expect((small[3]!.requests.at(-1)!.body as { model: string }).model).toBe('acme/openai-large');

  await page.getByRole('radio', { name: 'fused' }).check();
  expect((await chat.ask('Hello!')).model.name).toBe('Toy (7M)');
  await page.getByRole('radio', { name: 'Ollama' }).check();
  expect((await chat.ask('Hello!')).content).toBe('你好, from a server.');
  const asked = await inEngine(page, (fake) => fake.calls.filter(({ method }) => method === 'chat').length);
  expect(asked).toBe(1);
});

test('a key goes to its server and is kept nowhere, whatever the server says of it', async ({
  page,
  chat,
  openFor,
  problems,
}) => {
  const key = 'sk-sesame-4711';
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  const model = placeholderModel({
    say: (messages) => (messages.length > 3 ? tooLate : { ...tooLate, text: ['Hi.'] }),
  });
  const server = await serveModel({ dialect: 'vllm', model, key });
  await visitedBefore(page, { settings: { thinking: true, maxTokens: 50 } });
  await openFor(server);
  const servers = new Servers(page);
  await page.getByRole('button', { name: 'Models', exact: true }).click();
  await servers.ask(server.origin);
  await expect(servers.refusal).toContainText('asks for a key (401): enter it beside the address.');
  await servers.ask(server.origin, key);
  await expect(servers.section.getByText('answers now')).toBeVisible();
  await expect(servers.section.getByLabel('Key')).toHaveValue('');
  await page.keyboard.press('Escape');

  expect((await chat.ask('Hello!')).content).toBe('Hi.');
  server.goWrong('internal-error', '/v1/chat/completions');
  const failed = await chat.ask('Again?');
  expect(failed.failure).toContain('(500: "It failed for Bearer (the key)")');
  await chat.begin('Once more?');
  await expect(chat.answers.last()).toContainText('One two');
  await chat.stop.click();
  await chat.idle();
  expect(await chat.lastAnswer()).toMatchObject({ content: 'One two', figures: { finish: 'stopped' } });
  expect(server.requests.at(-1)!.authorization).toBe(`Bearer ${key}`);

  // Comes from no part of the page: a bug, with its report.
  await page.evaluate(() => void Promise.reject(new Error('unexpected')));
  const card = page.getByRole('alert', { name: 'Something unexpected went wrong' });
  await card.getByText('Show report').click();
  await expect(card.locator('pre')).toContainText('Error: Error: unexpected');
  const kept = await page.evaluate(async () => {
    const stored = [localStorage, sessionStorage].map((storage) => Object.entries(storage));
    const found: unknown[] = [stored, document.cookie, location.href];
    for (const { name } of await indexedDB.databases()) {
      const opening = indexedDB.open(name!);
      const db = await new Promise<IDBDatabase>((resolve) => (opening.onsuccess = () => resolve(opening.result)));
      for (const store of db.objectStoreNames) {
        const reading = db.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => (reading.onsuccess = resolve));
        found.push(reading.result);
      }
      db.close();
    }
    found.push(
      document.documentElement.outerHTML,
      [...document.querySelectorAll('input')].map(({ value }) => value),
    );
    found.push(performance.getEntries().map((entry) => JSON.stringify(entry)));
    return JSON.stringify(found);
  });
  expect(kept).toContain('One two');
  expect([kept, ...said].filter((text) => text.includes('sesame'))).toEqual([]);
  expect(problems.splice(0)).toEqual(['exception: unexpected']);
});
