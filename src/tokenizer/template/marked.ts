/** Texts in which no token's spelling is left whole. */
export interface Marked<T> {
  marked: T;
  /** The character that breaks the spellings. To be taken out once the tokens of the rendered text are found. */
  mark: string;
}

/** The first of the characters that Unicode promises never to assign. */
const firstNoncharacter = 0xfdd0;

/**
 * Puts a mark into whatever spells one of `tokens` in what a person or a model wrote, at any depth of `written`. A chat template then
 * takes it for the text that it is, and so does the tokenizer: only the template writes tokens. docs/decisions/072-text-stays-text.md
 */
export function markTokens<T>(written: T, tokens: readonly string[]): Marked<T> {
  const texts: string[] = [];
  mapTexts(written, (text) => {
    texts.push(text);
    return text;
  });
  const mark = absentFrom(texts);
  const alternatives = tokens.map((token) => token.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  if (alternatives === '') return { marked: written, mark };
  const firstCharacter = new RegExp(`(?=${alternatives})[^]`, 'gu');
  return { mark, marked: mapTexts(written, (text) => text.replace(firstCharacter, `$&${mark}`)) as T };
}

/** `value` with all strings and keys in it mapped. */
function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [map(key), mapTexts(each, map)]));
}

function absentFrom(texts: readonly string[]): string {
  for (let code = firstNoncharacter; ; code++) {
    const character = String.fromCodePoint(code);
    if (!texts.some((text) => text.includes(character))) return character;
  }
}
