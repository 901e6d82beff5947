import type { ChatMessage } from './chat_template.ts';

/** Messages in which no token's spelling is left whole. */
export interface MarkedMessages {
  messages: ChatMessage[];
  /** The character that breaks the spellings. To be taken out once the tokens of the rendered text are found. */
  mark: string;
}

/** The first of the characters that Unicode promises never to assign. */
const firstNoncharacter = 0xfdd0;

/**
 * Puts a mark into whatever spells one of `tokens` in what a person or a model wrote. A chat template then takes it for the text that
 * it is, and so does the tokenizer: only the template writes tokens. docs/decisions/072-text-stays-text.md
 */
export function markTokens(messages: readonly ChatMessage[], tokens: readonly string[]): MarkedMessages {
  const mark = absentFrom(messages.flatMap(({ content, thinking = '' }) => [content, thinking]));
  const alternatives = tokens.map((token) => token.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  if (alternatives === '') return { messages: [...messages], mark };
  const firstCharacter = new RegExp(`(?=${alternatives})[^]`, 'gu');
  const marked = (text: string) => text.replace(firstCharacter, `$&${mark}`);
  return {
    mark,
    messages: messages.map(({ content, thinking, ...rest }) => ({
      ...rest,
      content: marked(content),
      ...(thinking !== undefined && { thinking: marked(thinking) }),
    })),
  };
}

function absentFrom(texts: readonly string[]): string {
  for (let code = firstNoncharacter; ; code++) {
    const character = String.fromCodePoint(code);
    if (!texts.some((text) => text.includes(character))) return character;
  }
}
