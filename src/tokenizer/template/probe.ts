import { oneLine } from '../../model/checkpoint/json/show.ts';
import { refuse } from '../../result.ts';
import type { ChatMessage, ChatTemplate } from './chat_template.ts';
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

/**
 * Renders what a chat is likely to render, so that a template that the library cannot evaluate is found before the first message.
 * A template may reject some conversations on purpose, such as those with a system prompt.
 *
 * @returns Whether any prompt differs by `enable_thinking`.
 * @throws Refusal ('bad-checkpoint') with the library's reason, or the template's where it rejects them all.
 */
export function probe(template: ChatTemplate): { switchesThinking: boolean } {
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
  return { switchesThinking: pairs.some(([on, off]) => on !== off) };
}

function refuseTemplate({ file }: ChatTemplate, error: unknown): never {
  const reason = oneLine(error instanceof Error ? error.message : String(error)).slice(0, 160);
  const remedy = "take the publisher's template, or write it without what this page's Jinja lacks";
  return refuse('bad-checkpoint', `${file}: the chat template does not render a conversation (${reason}); ${remedy}`);
}
