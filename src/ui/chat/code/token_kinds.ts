/** How a token looks. */
export type TokenKind =
  | 'comment'
  | 'keyword'
  | 'string'
  | 'number'
  | 'name'
  | 'property'
  | 'meta'
  | 'inserted'
  | 'deleted';

/** By the words of CodeMirror's styles, of which a tokenizer may use the newer or the older. */
const kinds: Record<TokenKind, string> = {
  comment: 'comment lineComment blockComment docComment',
  keyword: 'keyword modifier qualifier operatorKeyword controlKeyword definitionKeyword moduleKeyword self',
  string: 'string string-2 character regexp escape',
  number: 'number atom bool null literal integer float color unit',
  name: 'def builtin type typeName className tag tagName namespace macroName function variable-3 header heading',
  property: 'property propertyName attribute attributeName labelName',
  meta: 'meta processingInstruction annotation documentMeta',
  inserted: 'inserted positive',
  deleted: 'deleted negative',
};

const kindOfWord = new Map(
  Object.entries(kinds).flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind as TokenKind])),
);

/** @param style of CodeMirror: words with modifiers behind dots, such as `variableName.definition` */
export function kindOf(style: string | null): TokenKind | null {
  for (const word of style?.split(' ') ?? []) {
    const [name = '', modifier] = word.split('.');
    const kind =
      kindOfWord.get(name) ?? (modifier && /^(?:definition|standard|function)/.test(modifier) ? 'name' : null);
    if (kind) return kind;
  }
  return null;
}
