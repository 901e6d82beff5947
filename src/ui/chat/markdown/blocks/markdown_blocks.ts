/** Splits Markdown that is still streaming into blocks that no longer change. */
import { endOfTopFence, fenceAfter, opensTopFence, type TopFence } from './fences.ts';

/** A piece of a text that is rendered by itself. */
export interface Block {
  /** Its offset in the whole text. */
  start: number;
  text: string;
  /** What goes on from the block before it, if anything does. */
  continues: 'list' | 'paragraph' | null;
  /** Whether it is a fence, and nothing else. */
  isFence: boolean;
}

/** A list is split between items behind this many characters: while it grows, only its last part is parsed again. */
const longList = 2000;

/** So is any other text that no blank line divides, between lines or, in a long line, between words. */
const longParagraph = 4000;

/** A formula that begins on a line of its own may have blank lines. One that is longer than this has no end. */
const longFormula = 2000;

const opensFormula = /^\s*(?:\$\$|\\\[)\s*$/;
const closesFormula = /(?:\$\$|\\\])\s*$/;

const listItem = /^(?:[-*+]|(\d{1,9})[.)])(?:\s|$)/;
/** An item that begins a list right behind a paragraph. */
const interruptingItem = /^(?:[-*+]|1[.)])[ \t]+\S/;

/**
 * Splits `text` after blank lines, never inside a fence or a list, so that each piece means the same on its own. (Link
 * definitions reach across pieces: see {@link withDefinitions}.) A fence that is in no list is a piece of its own. The pieces
 * joined are the text.
 */
export function splitBlocks(text: string): Block[] {
  return new Splitter().feed(text).blocks;
}

/** The blocks of a text that mostly grows: a line that is whole is split once. */
export class GrowingBlocks {
  #text = '';
  #whole = new Splitter();

  of(text: string): Block[] {
    if (!text.startsWith(this.#text)) this.#whole = new Splitter();
    this.#text = text;
    this.#whole.feed(text.slice(0, text.lastIndexOf('\n') + 1));
    return this.#whole.copy().feed(text).blocks;
  }
}

class Splitter {
  #blocks: Block[] = [];
  /** Up to where the text is split. */
  #at = 0;
  /** A fence that is open in no list, and where its code begins. */
  #top: { fence: TopFence; from: number } | null = null;
  /** Where the block begins that is still open, and its text. */
  #start = 0;
  #text = '';
  #continues: Block['continues'] = null;
  /** The first line of the block that is not blank; empty before there is one. */
  #first = '';
  /** Whether the block may be divided between any of its lines: a table may not. */
  #prose = true;
  #isFence = false;
  /** The marks of a fence that is open inside a list or a quotation. */
  #inner: string | null = null;
  /** Where in the block a formula begins that is open; null where none is. */
  #formula: number | null = null;
  #afterBlank = false;
  /** Of the last item of the list that the block is; NaN in one without numbers, or whose numbers do not count up. */
  #number = NaN;

  /** Splits the rest of `text`, which begins with what was fed before. */
  feed(text: string): this {
    while (this.#at < text.length) {
      const from = this.#at;
      if (this.#top) {
        // Its lines are no Markdown, and there may be very many of them.
        const end = endOfTopFence(text, this.#top.from, this.#top.fence);
        if (end !== null) this.#top = null;
        this.#at = end ?? text.length;
        this.#text += text.slice(from, this.#at);
      } else {
        const newline = text.indexOf('\n', from);
        this.#at = newline < 0 ? text.length : newline + 1;
        this.#take(text.slice(from, this.#at));
      }
    }
    return this;
  }

  /** One that is fed otherwise from here on. */
  copy(): Splitter {
    const copy = new Splitter();
    copy.#blocks = [...this.#blocks];
    copy.#at = this.#at;
    copy.#top = this.#top;
    copy.#start = this.#start;
    copy.#text = this.#text;
    copy.#continues = this.#continues;
    copy.#first = this.#first;
    copy.#prose = this.#prose;
    copy.#isFence = this.#isFence;
    copy.#inner = this.#inner;
    copy.#formula = this.#formula;
    copy.#afterBlank = this.#afterBlank;
    copy.#number = this.#number;
    return copy;
  }

  get blocks(): Block[] {
    return this.#text ? [...this.#blocks, this.#block()] : this.#blocks;
  }

  /** Takes a line of Markdown, which may open a fence. */
  #take(line: string): void {
    const blank = line.trim() === '';
    const fence = this.#inner === null ? opensTopFence(line) : null;
    if (fence || (this.#isFence && !blank)) this.#begin(null);
    this.#isFence ||= fence !== null;
    if (!fence && !blank) this.#divide(line);
    this.#add(line);
    this.#afterBlank = blank;
    if (fence) this.#top = { fence, from: this.#at };
  }

  /** Begins a block in front of `line` where it may. */
  #divide(line: string): void {
    const item = this.#inner === null ? listItem.exec(line) : null;
    const next = item?.[1] === undefined ? NaN : Number(item[1]);
    const inFormula = this.#formula !== null && this.#text.length - this.#formula < longFormula;
    if (this.#inner === null && this.#first && !inFormula) this.#begin(this.#joint(line, item, next));
    if (inFormula) this.#formula = closesFormula.test(line) ? null : this.#formula;
    else this.#formula = this.#inner === null && opensFormula.test(line) ? this.#text.length : null;
    if (item) this.#number = this.#first === '' || next === this.#number + 1 ? next : NaN;
    this.#prose &&= isProse(line);
    this.#inner = fenceAfter(line.trimEnd(), this.#inner);
  }

  /** How a block that begins with `line` goes on from the one before it; undefined where none may begin. */
  #joint(line: string, item: unknown, next: number): Block['continues'] | undefined {
    const inList = listItem.test(this.#first.trimStart());
    if (this.#afterBlank && !/^\s/.test(line) && !(inList && item)) return null;
    if (!inList) {
      if (interruptingItem.test(line)) return null;
      return this.#text.length > longParagraph && this.#prose && isProse(line) ? 'paragraph' : undefined;
    }
    // An item that starts a part keeps its number only if it is the one that it would have.
    const keepsNumber = Number.isNaN(next) || next === this.#number + 1;
    return item && this.#text.length > longList && keepsNumber ? 'list' : undefined;
  }

  #add(line: string): void {
    let rest = line;
    while (rest.length > longParagraph && !this.#isFence && this.#inner === null) {
      const cut = cutOf(rest);
      this.#text += rest.slice(0, cut);
      rest = rest.slice(cut);
      this.#begin('paragraph');
    }
    this.#text += rest;
    if (rest.trim()) this.#first ||= rest;
  }

  #block(): Block {
    return { start: this.#start, text: this.#text, continues: this.#continues, isFence: this.#isFence };
  }

  /** Ends the block, and begins another one that `continues` it. */
  #begin(continues: Block['continues'] | undefined): void {
    if (continues === undefined) return;
    if (this.#text) this.#blocks.push(this.#block());
    this.#start += this.#text.length;
    this.#text = '';
    this.#continues = continues;
    this.#first = '';
    this.#formula = null;
    this.#prose = true;
    this.#isFence = false;
  }
}

/** Whether a line is in no table, no quotation, and not indented: an indented one may belong to what is above it. */
function isProse(line: string): boolean {
  return !line.includes('|') && !/^[\s>]/.test(line);
}

/** Where a long line is cut: in front of a word, which starts no list or heading; or else anywhere, but in no character. */
function cutOf(line: string): number {
  const part = line.slice(0, longParagraph);
  const word = part.search(/(?<=\s)\p{L}\S*$/u);
  if (word > longParagraph / 2) return word;
  return /[\uD800-\uDBFF]$/.test(part) ? part.length - 1 : part.length;
}

const definition = /^ {0,3}\[([^\]\n^][^\]\n]*)\]:[ \t]*\S.*$/gm;

/** They are looked for in every block: no answer needs more, and those of a hostile one stay text. */
const maxDefinitions = 300;

/** Each block with the link definitions that it refers to, wherever in the text they are. */
export function withDefinitions(blocks: Block[]): Block[] {
  const lines = new Map<string, string>();
  for (const { text, isFence } of blocks) {
    if (isFence || !text.includes(']:') || text.includes('```')) continue;
    for (const [line, label] of text.matchAll(definition)) lines.set(label!, line.trim());
  }
  if (lines.size === 0 || lines.size > maxDefinitions) return blocks;
  return blocks.map((block) => {
    const { text, isFence } = block;
    if (isFence) return block;
    const needed = [...lines].filter(([label, line]) => text.includes(`[${label}]`) && !text.includes(line));
    return needed.length === 0 ? block : { ...block, text: `${text}\n\n${needed.map(([, line]) => line).join('\n')}` };
  });
}
