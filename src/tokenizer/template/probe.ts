import { refuse } from '../../result.ts';
import { readToolCall, type ToolCall } from '../../vocabulary/tool_call.ts';
import type { ToolDeclaration } from '../../vocabulary/tool_declaration.ts';
import { reasonOf, type ChatMessage, type ChatTemplate } from './chat_template.ts';
import { Rejection } from './python/bind.ts';

const system: ChatMessage = { role: 'system', content: 'Be brief.' };
const question: ChatMessage = { role: 'user', content: 'Hello' };
const answer: ChatMessage = { role: 'assistant', content: 'Hi' };
const thoughtful: ChatMessage = { ...answer, thinking: 'A greeting.' };

const conversations: ChatMessage[][] = [
  [question],
  [question, answer, question],
  [question, thoughtful, question, thoughtful, question],
].flatMap((messages) => [messages, [system, ...messages]]);

/** What prompts differ by. */
export interface Heeded {
  /** Whether to think. */
  thinking: boolean;
  /** Tools, whose calls are then written as {@link readToolCall} reads them. */
  tools: boolean;
}

/** Words that no template writes. */
const tool: ToolDeclaration = { type: 'function', function: { name: 'f0x9tool', parameters: { type: 'object' } } };
const call: ToolCall = { name: 'f0x9tool', arguments: { f0x9key: 'f0x9value' } };
const response: ChatMessage = { role: 'tool', content: 'f0x9response' };

/**
 * Renders what a chat is likely to render, so that a template that the library cannot evaluate is found before the first message.
 * A template may reject some conversations on purpose, such as those with a system prompt.
 *
 * @throws Refusal ('bad-checkpoint') with the library's reason, or the template's where it rejects them all.
 */
export function probe(template: ChatTemplate): Heeded {
  let rejection: Rejection | null = null;
  const render = (messages: ChatMessage[], thinking: boolean) => {
    try {
      return template.evaluate(messages, { thinking });
    } catch (error) {
      if (!(error instanceof Rejection)) refuseTemplate(template, error);
      rejection = error;
      return null;
    }
  };
  const pairs = conversations.map((messages) => [render(messages, true), render(messages, false)] as const);
  const texts = pairs.flat().filter((text) => text !== null);
  if (texts.length === 0) refuseTemplate(template, rejection);
  if (texts.every((text) => text.trim() === '')) refuseTemplate(template, new Error('it writes nothing'));
  return { thinking: pairs.some(([on, off]) => on !== off), tools: takesTools(template) };
}

/** A template without tools may fail on them in any way. */
function takesTools(template: ChatTemplate): boolean {
  const render = (messages: ChatMessage[]) => template.evaluate(messages, { thinking: false, tools: [tool] });
  try {
    if (!render([question]).includes(tool.function.name)) return false;
    const answered = render([question, { role: 'assistant', content: '', calls: [call] }, response]);
    const between = /.*<tool_call>(.*?)<\/tool_call>/s.exec(answered)?.[1] ?? '';
    const read = readToolCall(between);
    return read.ok && JSON.stringify(read.value) === JSON.stringify(call) && answered.includes(response.content);
  } catch {
    return false;
  }
}

function refuseTemplate({ file }: ChatTemplate, error: unknown): never {
  const remedy = "take the publisher's template, or write it without what this page's Jinja lacks";
  return refuse(
    'bad-checkpoint',
    `${file}: the chat template does not render a conversation (${reasonOf(error)}); ${remedy}`,
  );
}
