import type { Answer, Question } from './message.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryArchive } from './archive.ts';
import { memoryCells, openTab } from './browser.fixture.ts';
import { openingOf } from './conversation_record.ts';
import { leaveUnsaved } from './unsaved.ts';

const answer: Answer = {
  role: 'assistant',
  content: '',
  thinking: '',
  model: { name: 'Qwen3-0.6B', hash: 'h' },
  seed: 1,
  askedToThink: true,
  ids: [],
  figures: null,
  failure: null,
};

describe('a conversation', () => {
  it('is there again after a reload, draft included, in a tab of its own and in a new one', async () => {
    const before = await openTab();
    before.say('Hello');
    before.conversation.getState().setDraft('half a sen');
    await before.saving.flush();
    const { archive, tabCells } = before;
    for (const after of [await openTab({ archive, tabCells }), await openTab({ archive })]) {
      expect(after.said()).toEqual(['Hello']);
      expect(after.conversation.getState()).toMatchObject({ draft: 'half a sen', ready: true });
    }
  });

  it('is there again after the page closed before it was stored', async () => {
    const before = await openTab();
    before.say('Hello');
    leaveUnsaved(before.cells, before.saving.unsaved);
    before.saving.forget(before.conversation.getState().id);
    const after = await openTab({ archive: before.archive, cells: before.cells });
    expect(after.said()).toEqual(['Hello']);
    expect((await openTab({ archive: memoryArchive(), cells: before.cells })).said()).toEqual([]);
  });

  it('survives any number of new chats', async () => {
    const tab = await openTab();
    for (const text of ['one', 'two', 'three']) {
      tab.say(text);
      tab.conversation.getState().startAnew();
      tab.conversation.getState().startAnew();
    }
    await tab.saving.flush();
    expect(tab.titles()).toEqual(['three', 'two', 'one']);
    expect(tab.said()).toEqual([]);
  });

  it('opens again where it was left', async () => {
    const tab = await openTab();
    tab.say('one');
    const { id } = tab.conversation.getState();
    tab.conversation.getState().startAnew();
    tab.say('two');
    expect(await tab.conversation.getState().open(id)).toBe(true);
    tab.say('more');
    expect(tab.said()).toEqual(['one', 'more']);
    await tab.saving.flush();
    expect(tab.titles()).toEqual(['one', 'two']);
    expect(await tab.conversation.getState().open('unknown')).toBe(false);
    expect(tab.said()).toEqual(['one', 'more']);
  });

  it('loses no message, whatever is said, opened, put aside, deleted and brought back, with reloads between', async () => {
    const action = fc.oneof(
      fc.record({ kind: fc.constant('say' as const) }),
      fc.record({ kind: fc.constant('new' as const) }),
      fc.record({ kind: fc.constant('open' as const), which: fc.nat(9) }),
      fc.record({ kind: fc.constant('delete and undo' as const), which: fc.nat(9) }),
      fc.record({ kind: fc.constant('reload' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
        let tab = await openTab();
        const expected = new Map<string, string[]>();
        let count = 0;
        for (const each of actions) {
          const rows = tab.conversations.getState().rows!;
          if (each.kind === 'say') {
            const { id } = tab.conversation.getState();
            const text = `message ${++count}`;
            tab.say(text);
            expected.set(id, [...(expected.get(id) ?? []), text]);
          } else if (each.kind === 'new') tab.conversation.getState().startAnew();
          else if (each.kind === 'reload') {
            leaveUnsaved(tab.cells, tab.saving.unsaved);
            const { archive, cells, tabCells } = tab;
            tab = await openTab({ archive, cells, tabCells });
          } else if (rows.length > 0) {
            const { id } = rows[each.which % rows.length]!;
            if (each.kind === 'open') await tab.conversation.getState().open(id);
            else {
              await tab.conversations.getState().remove(id);
              await tab.conversations.getState().undo();
            }
          }
        }
        const stored = await tab.conversations.getState().all();
        const found = stored.map(
          ({ id, tree }) => [id, tree.nodes.map(({ message }) => (message as Question).content)] as const,
        );
        expect(new Map(found)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the list', () => {
  it('has pinned ones first, then the last used', async () => {
    const tab = await openTab();
    for (const text of ['one', 'two', 'three']) {
      tab.conversation.getState().startAnew();
      tab.say(text);
      await tab.saving.flush();
    }
    const { rows, pin, rename } = tab.conversations.getState();
    await pin(rows!.at(-1)!.id, true);
    expect(tab.titles()).toEqual(['one', 'three', 'two']);
    await rename(rows![1]!.id, '  Second  ');
    await rename(rows![0]!.id, '   ');
    expect(tab.titles()).toEqual(['one', 'three', 'Second']);
  });

  it('finds what has all words, in questions, answers, thoughts, drafts and titles', async () => {
    const tab = await openTab();
    tab.say('Where is the Bell?');
    tab.conversation.getState().append(0, { ...answer, content: 'In the tower.', thinking: 'A fox?' });
    tab.conversation.getState().startAnew();
    tab.conversation.getState().setDraft('a bell and');
    await tab.saving.flush();
    const { search, rename, rows } = tab.conversations.getState();
    const hits = async (query: string) => {
      await search(query);
      return tab.conversations.getState().found?.size ?? null;
    };
    expect(await hits('bell')).toBe(2);
    expect(await hits('BELL tower')).toBe(1);
    expect(await hits('fox')).toBe(1);
    expect(await hits('wolf')).toBe(0);
    expect(await hits('  ')).toBeNull();
    await rename(rows![0]!.id, 'Wolf');
    expect(await hits('wolf')).toBe(1);
    // However the accent is encoded.
    await rename(rows![0]!.id, 'Cafe\u0301');
    expect(await hits('caf\u00e9')).toBe(1);
  });

  it('gives back what was deleted, and shows a new chat meanwhile', async () => {
    const tab = await openTab();
    tab.say('one');
    const { id } = tab.conversation.getState();
    await tab.conversations.getState().remove(id);
    expect(tab.said()).toEqual([]);
    expect(tab.titles()).toEqual([]);
    await tab.conversations.getState().undo();
    expect(tab.said()).toEqual(['one']);
    expect(tab.titles()).toEqual(['one']);
  });
});

describe('what earlier versions stored', () => {
  const question = { role: 'user', content: 'Hello' };
  const tree = { nodes: [{ parent: null, message: question }], leaf: 0 };
  const version1 = (state: unknown) => memoryCells({ 'plumbline.conversation': JSON.stringify({ version: 1, state }) });

  it('is taken over, once', async () => {
    const previous = { nodes: [{ parent: null, message: { ...question, content: 'Before' } }], leaf: 0 };
    const cells = version1({ tree, previous });
    const tab = await openTab({ cells });
    expect(tab.titles()).toEqual(['Hello', 'Before']);
    expect(tab.said()).toEqual(['Hello']);
    expect(cells.entries).not.toHaveProperty('plumbline.conversation');
  });

  it.each([
    ['not JSON', '{"state":'],
    ['null', 'null'],
    ['another version', JSON.stringify({ state: { tree, previous: null }, version: 99 })],
    [
      'a tree with a loop',
      JSON.stringify({
        state: { tree: { ...tree, nodes: [{ parent: 0, message: question }] }, previous: null },
        version: 1,
      }),
    ],
  ])('is forgotten when it is %s', async (_, text) => {
    const tab = await openTab({ cells: memoryCells({ 'plumbline.conversation': text, 'plumbline.unsaved': text }) });
    expect(tab.titles()).toEqual([]);
    expect(tab.say('works')).toBe(0);
  });
});

it('takes a title from the first question, in one line, cut at a word', () => {
  const opening = (content: string) =>
    openingOf({
      tree: { nodes: [{ parent: null, message: { role: 'user', content } }], leaf: 0 },
      draft: '',
      attached: [],
    });
  expect(opening('  Why\n\n is  it so? ')).toBe('Why is it so?');
  expect(opening('word '.repeat(40))).toBe(`${'word '.repeat(15)}word…`);
  expect(opening(`x${'🙂'.repeat(60)}`)).toBe(`x${'🙂'.repeat(39)}…`);
  expect(opening('x'.repeat(500))).toBe(`${'x'.repeat(80)}…`);
  expect(openingOf({ tree: { nodes: [], leaf: null }, draft: 'a draft', attached: [] })).toBe('a draft');
});
