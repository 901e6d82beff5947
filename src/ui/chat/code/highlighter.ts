import { StringStream, type StreamParser } from '@codemirror/streamparser';
import { longLine, type CodePart } from './code_parts.ts';
import { kindOf, type TokenKind } from './token_kinds.ts';

export interface Token {
  /** Its offset in the part. */
  start: number;
  text: string;
  kind: TokenKind | null;
}

interface ReadPart {
  text: string;
  tokens: readonly Token[];
  /** The tokenizer's state behind it. */
  state: unknown;
}

const indentUnit = 2;

/**
 * Highlights code part by part, line by line: each part is read once, from the state in which the part before it ended, so code
 * that grows costs no more at its end than at its beginning.
 */
export class Highlighter {
  #parts: readonly CodePart[] = [];
  readonly #read: ReadPart[] = [];

  constructor(private readonly language: StreamParser<unknown>) {}

  /** Sets the code. What has changed since, and what stands behind that, is to be read again. */
  follow(parts: readonly CodePart[]): void {
    const changed = this.#read.findIndex(({ text }, index) => text !== parts[index]?.text);
    if (changed >= 0) this.#read.length = changed;
    this.#parts = parts;
  }

  /** The tokens of part `index`; null where parts before it have not been read: see {@link readOn}. */
  tokens(index: number): readonly Token[] | null {
    if (this.#read.length < index) return null;
    if (this.#read.length === index) this.#readNext(this.#parts[index]!.text);
    return this.#read[index]!.tokens;
  }

  /** Reads parts up to `index`, but stops at `deadline`, which is a time of `performance.now()`. */
  readOn(index: number, deadline: number): void {
    while (this.#read.length <= index && performance.now() < deadline)
      this.#readNext(this.#parts[this.#read.length]!.text);
  }

  #readNext(text: string): void {
    const { language } = this;
    const before = this.#read.at(-1);
    const state = before ? this.#copy(before.state) : (language.startState?.(indentUnit) ?? {});
    const tokens: Token[] = [];
    this.#forgetLastToken();
    for (const [, line, ending] of text.matchAll(/([^\r\n]*)(\r?\n|\r|$)/g)) {
      if (line) this.#readLine(line, state, tokens);
      else if (ending) language.blankLine?.(state, indentUnit);
      if (ending) add(tokens, ending, null);
    }
    this.#read.push({ text, tokens, state });
  }

  #readLine(line: string, state: unknown, tokens: Token[]): void {
    // Some tokenizers take quadratic time, and nobody reads such a line.
    if (line.length >= longLine) return add(tokens, line, null);
    const stream = new StringStream(line, indentUnit, indentUnit);
    while (!stream.eol()) {
      stream.start = stream.pos;
      const style = this.language.token(stream, state);
      if (stream.pos > stream.start) add(tokens, stream.current(), kindOf(style));
    }
  }

  /**
   * Reads one token apart from the code. Some tokenizers (JavaScript's) keep the last token's type outside their state, and a character
   * that starts no token takes it over: without this, colours would depend on what was highlighted before.
   */
  #forgetLastToken(): void {
    const { language } = this;
    language.token(new StringStream(';', indentUnit, indentUnit), language.startState?.(indentUnit) ?? {});
  }

  #copy(state: unknown): unknown {
    if (this.language.copyState) return this.language.copyState(state);
    return Object.fromEntries(
      Object.entries(state as object).map(([name, value]) => [name, Array.isArray(value) ? [...value] : value]),
    );
  }
}

/** Adds to the last token where it is of the same kind: fewer elements on the page. */
function add(tokens: Token[], text: string, kind: TokenKind | null): void {
  const last = tokens.at(-1);
  if (last?.kind === kind) last.text += text;
  else tokens.push({ start: last ? last.start + last.text.length : 0, text, kind });
}
