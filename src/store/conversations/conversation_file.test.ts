import { describe, expect, it } from 'vitest';
import { openTab } from './browser.fixture.ts';
import { markdownOf, readConversations, writeConversations } from './conversation_file.ts';
import type { Answer, ToolResponse } from './message.ts';

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

/** A tab with a question whose answer calls a tool; `response` is null where nobody has answered the call. */
async function tabWithCall(response: ToolResponse | null) {
  const tab = await openTab();
  tab.say('An umbrella?');
  const { append } = tab.conversation.getState();
  const calls = ['\n{"name": "get_weather", "arguments": {"city": "Oslo"}}\n'];
  append(0, { ...answer, content: 'I look.', calls });
  if (response) {
    append(1, { role: 'tool', responses: [response] });
    append(2, { ...answer, content: 'Take one.' });
  }
  await tab.saving.flush();
  return tab;
}

describe('a file', () => {
  it('brings back what was written', async () => {
    const tab = await openTab();
    tab.say('one');
    tab.conversation.getState().startAnew();
    tab.say('two');
    const prompts = [{ name: 'Brief', text: 'Be brief.' }];
    const text = writeConversations(await tab.conversations.getState().all(), prompts);
    const other = await openTab();
    const read = readConversations(text);
    expect(read).toMatchObject({ ok: true, value: { prompts } });
    if (read.ok) await other.conversations.getState().add(read.value.conversations);
    expect(other.titles()).toEqual(['two', 'one']);
  });

  it.each([
    ['no JSON', '{', 'is not JSON'],
    ['something else', '[1]', 'holds no conversations'],
    [
      'of a damaged conversation',
      '{"format":"plumbline.conversations","version":1,"conversations":[{"id":1}]}',
      'conversations.0.id',
    ],
  ])('is refused in one line when it is %s', (_, text, reason) => {
    const read = readConversations(text);
    expect(read).toMatchObject({ ok: false, failure: { message: expect.stringContaining(reason) as string } });
  });

  it('reads well as Markdown', async () => {
    const tab = await openTab();
    tab.say('What is 2 + 2?');
    tab.conversation.getState().append(0, { ...answer, content: '\n\n4.', thinking: 'Two\n\nand two.\n' });
    const [record] = await tab.conversations.getState().all();
    expect(markdownOf(record!)).toBe(
      '# What is 2 + 2?\n\n## You\n\nWhat is 2 + 2?\n\n## Qwen3-0.6B\n\n> Two\n>\n> and two.\n\n4.\n',
    );
  });

  it.each<[string, ToolResponse | null, string]>([
    [
      'answered',
      { content: 'Rain.\nWind.', by: 'tool' },
      'Called get_weather: `{"city":"Oslo"}`\n\n> Rain.\n> Wind.\n\n## Qwen3-0.6B\n\nTake one.',
    ],
    [
      'refused',
      { content: 'The user refused this call.', by: 'refusal' },
      'Called get_weather: `{"city":"Oslo"}`\n\n> The user refused this call.\n\n## Qwen3-0.6B\n\nTake one.',
    ],
  ])('says in Markdown that a tool was called, and %s', async (_, response, text) => {
    const [record] = await (await tabWithCall(response)).conversations.getState().all();
    const before = '# An umbrella?\n\n## You\n\nAn umbrella?\n\n## Qwen3-0.6B\n\nI look.\n\n';
    expect(markdownOf(record!)).toBe(`${before}${text}\n`);
  });

  it('has in Markdown a call as the model wrote it where nobody answered', async () => {
    const [record] = await (await tabWithCall(null)).conversations.getState().all();
    expect(markdownOf(record!)).toMatch(
      /I look\.\n<tool_call>\n\{"name": "get_weather", "arguments": \{"city": "Oslo"\}\}\n<\/tool_call>\n$/,
    );
  });
});

it('a search finds what a tool was asked, and what it answered', async () => {
  const tab = await tabWithCall({ content: 'Rain from the west', by: 'person' });
  const { search } = tab.conversations.getState();
  for (const query of ['get_weather oslo', 'rain west', 'umbrella rain']) {
    await search(query);
    expect(tab.conversations.getState().found?.size).toBe(1);
  }
});
