import { choice, repeat, sequence, shared, type Expression } from '../expression.ts';
import { canonicalCharacter } from './json.ts';
import { everything, inString, without, type Span } from './characters.ts';

/** Thrown for what a pattern may not hold, in words that go on behind "the pattern has". */
export class UnsupportedPattern extends Error {}

const digits: Span[] = [[0x30, 0x39]];
const word: Span[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];
const lineEnds: Span[] = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
];
const blank: Span[] = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const classes: Partial<Record<string, readonly Span[]>> = {
  d: digits,
  D: without(everything, digits),
  w: word,
  W: without(everything, word),
  s: blank,
  S: without(everything, blank),
};
const controls: Partial<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };
const most = 10_000;

/** The characters of a string, as `JSON.stringify` writes them, that match a regular expression of ECMAScript somewhere. */
export function matching(pattern: string): Expression {
  if (!isPattern(pattern)) throw new UnsupportedPattern('a mistake: it is no regular expression of JavaScript');
  const reader = new PatternReader(pattern);
  return shared(reader.whole());
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').unicode;
  } catch {
    return false;
  }
}

class PatternReader {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(pattern: string) {
    this.#characters = Array.from(pattern);
  }

  /** Alternatives at the top may be anchored; anything goes before and behind one that is not. */
  whole(): Expression {
    const anyText = repeat(canonicalCharacter, 0, Infinity);
    const found: Expression[] = [];
    do {
      const anchored = this.#take('^');
      const part = this.#terms();
      const ended = this.#take('$');
      found.push(sequence(...(anchored ? [] : [anyText]), part, ...(ended ? [] : [anyText])));
    } while (this.#take('|'));
    if (this.#at < this.#characters.length) throw new UnsupportedPattern(`“${this.#next}” where it is not supported`);
    return choice(...found);
  }

  get #next(): string | undefined {
    return this.#characters[this.#at];
  }

  #take(character: string): boolean {
    if (this.#next !== character) return false;
    this.#at += 1;
    return true;
  }

  #terms(): Expression {
    const terms: Expression[] = [];
    while (this.#next !== undefined && !['|', ')', '$'].includes(this.#next)) terms.push(this.#quantified());
    return sequence(...terms);
  }

  #quantified(): Expression {
    const atom = this.#atom();
    const times = this.#times();
    if (!times) return atom;
    this.#take('?'); // Taking few or many makes no difference to what matches.
    const [min, max] = times;
    if (min > most || (max !== Infinity && max > most)) throw new UnsupportedPattern(`more than ${most} repetitions`);
    return repeat(atom, min, max);
  }

  #times(): [number, number] | null {
    if (this.#take('*')) return [0, Infinity];
    if (this.#take('+')) return [1, Infinity];
    if (this.#take('?')) return [0, 1];
    if (!this.#take('{')) return null;
    const min = this.#number();
    const max = this.#take(',') ? (this.#next === '}' ? Infinity : this.#number()) : min;
    this.#take('}');
    return [min, max];
  }

  #number(): number {
    let digits = '';
    while (this.#next !== undefined && /\d/.test(this.#next)) digits += this.#characters[this.#at++];
    return Number(digits);
  }

  #atom(): Expression {
    const character = this.#characters[this.#at++]!;
    if (character === '(') return this.#group();
    if (character === '[') return inString(this.#set());
    if (character === '.') return inString(without(everything, lineEnds));
    if (character === '\\') return inString(this.#escape());
    if (character === '^') throw new UnsupportedPattern('“^” in its middle, which is not supported');
    return inString([spanOf(character)]);
  }

  #group(): Expression {
    if (this.#take('?')) {
      const kind = this.#characters[this.#at++];
      const named = kind === '<' && this.#next !== '=' && this.#next !== '!';
      if (named) while (!this.#take('>')) this.#at += 1;
      else if (kind !== ':')
        throw new UnsupportedPattern(`“(?${kind}”: looking around and modifiers are not supported`);
    }
    const alternatives = [this.#terms()];
    while (this.#take('|')) alternatives.push(this.#terms());
    if (!this.#take(')')) throw new UnsupportedPattern('“$” in a group, which is not supported');
    return choice(...alternatives);
  }

  /** What a backslash begins. */
  #escape(): readonly Span[] {
    const character = this.#characters[this.#at++]!;
    const known = classes[character];
    if (known) return known;
    const control = controls[character];
    if (control !== undefined) return [[control, control]];
    if (character === 'x') return [this.#hex(2)];
    if (character === 'u') return [this.#codePoint()];
    if (/[a-zA-Z0-9]/.test(character)) throw new UnsupportedPattern(`“\\${character}”, which is not supported`);
    return [spanOf(character)];
  }

  #codePoint(): Span {
    if (this.#take('{')) {
      const from = this.#at;
      while (!this.#take('}')) this.#at += 1;
      const code = Number.parseInt(this.#characters.slice(from, this.#at - 1).join(''), 16);
      return [code, code];
    }
    const [first] = this.#hex(4);
    const isHigh = first >= 0xd800 && first < 0xdc00;
    if (!isHigh || this.#characters.slice(this.#at, this.#at + 2).join('') !== '\\u') return [first, first];
    this.#at += 2;
    const [second] = this.#hex(4);
    const code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
    return [code, code];
  }

  #hex(length: number): Span {
    const code = Number.parseInt(this.#characters.slice(this.#at, this.#at + length).join(''), 16);
    this.#at += length;
    return [code, code];
  }

  /** What square brackets hold. */
  #set(): readonly Span[] {
    const negated = this.#take('^');
    const spans: Span[] = [];
    while (!this.#take(']')) {
      const first = this.#member();
      const isRange = this.#next === '-' && this.#characters[this.#at + 1] !== ']';
      if (!isRange) spans.push(...first);
      else {
        this.#at += 1;
        spans.push([first[0]![0], this.#member()[0]![1]]);
      }
    }
    return negated ? without(everything, spans) : spans;
  }

  #member(): readonly Span[] {
    const character = this.#characters[this.#at++]!;
    if (character !== '\\') return [spanOf(character)];
    if (this.#take('b')) return [[8, 8]];
    return this.#escape();
  }
}

function spanOf(character: string): Span {
  const code = character.codePointAt(0)!;
  return [code, code];
}
