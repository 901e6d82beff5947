import { expect, type Locator, type Page } from '@playwright/test';
import type { Answer, Message } from '../../src/store/conversations/message.ts';
import { pathTo, type Tree } from '../../src/store/conversations/tree.ts';

/** The chat, by its accessible names. */
export class ChatPage {
  readonly message: Locator;
  readonly send: Locator;
  readonly stop: Locator;
  /** The answers of the branch on show. */
  readonly answers: Locator;
  readonly modelLine: Locator;
  readonly contextUsed: Locator;

  constructor(readonly page: Page) {
    this.message = page.getByRole('textbox', { name: 'Message', exact: true });
    this.send = page.getByRole('button', { name: 'Send', exact: true });
    this.stop = page.getByRole('button', { name: 'Stop', exact: true });
    this.answers = page.getByRole('article', { name: 'Answer' });
    this.modelLine = page.getByRole('group', { name: 'Model', exact: true });
    this.contextUsed = page.getByRole('meter', { name: 'Context used' });
  }

  /** Opens the page and waits until the bundled model is ready. */
  async open(address = './'): Promise<void> {
    await this.page.goto(address);
    await this.ready();
  }

  async ready(): Promise<void> {
    await expect(this.modelLine).toContainText('parameters');
    await expect(this.page.getByRole('progressbar')).toHaveCount(0);
  }

  /** Begins a conversation, and waits until the answers of the one before are gone: they would be counted as its own. */
  async newChat(): Promise<void> {
    await this.page.getByRole('button', { name: 'New chat' }).click();
    await expect(this.answers).toHaveCount(0);
  }

  /** Sends `text` and waits for its answer to begin. */
  async begin(text: string): Promise<void> {
    const before = await this.answers.count();
    await this.message.fill(text);
    await this.send.click();
    await expect(this.answers).toHaveCount(before + 1);
  }

  /** Waits until no answer is streaming. */
  async idle(): Promise<void> {
    await expect(this.send).toBeVisible();
    await expect(this.answers.last()).toHaveAttribute('aria-busy', 'false');
  }

  /** Sends `text` and waits for its whole answer. */
  async ask(text: string): Promise<Answer> {
    await this.begin(text);
    await this.idle();
    return this.lastAnswer();
  }

  /** Presses a button of the last answer. */
  async press(name: string): Promise<void> {
    await this.answers.last().getByRole('button', { name, exact: true }).click();
  }

  async regenerate(): Promise<Answer> {
    await this.press('Regenerate');
    await expect(this.stop.or(this.send)).toBeVisible();
    await this.idle();
    return this.lastAnswer();
  }

  /** A question of the branch on show. */
  question(text: string): Locator {
    return this.page
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('heading', { name: 'You' }) })
      .filter({ hasText: text });
  }

  /** The conversation that the page stores between visits: every branch, with the figures of each answer. */
  async stored(): Promise<Tree<Message>> {
    const record = await this.page.evaluate(async () => {
      const id = sessionStorage.getItem('plumbline.open')!;
      // The page then leaves what it has not stored yet.
      window.dispatchEvent(new Event('pagehide'));
      type Stored = { id: string; tree: unknown };
      const left = JSON.parse(localStorage.getItem('plumbline.unsaved') ?? '[]') as Stored[];
      const unsaved = left.find((each) => each.id === id);
      if (unsaved) return unsaved;
      const opening = indexedDB.open('plumbline.conversations');
      const db = await new Promise<IDBDatabase>((resolve) => (opening.onsuccess = () => resolve(opening.result)));
      const reading = db.transaction('bodies').objectStore('bodies').get(id) as IDBRequest<Stored>;
      await new Promise((resolve) => (reading.onsuccess = resolve));
      db.close();
      return reading.result;
    });
    return record.tree as Tree<Message>;
  }

  async lastAnswer(): Promise<Answer> {
    const tree = await this.stored();
    const last = pathTo(tree, tree.leaf).at(-1)?.message;
    if (last?.role !== 'assistant') throw new Error('the conversation does not end in an answer');
    return last;
  }
}
