import { calculatorFunctions } from './functions.ts';
import { decimal, divided, Mistake, negated, plus, power, remainder, shown, times, type Value } from './values.ts';

const maxCharacters = 2000;
/** Parentheses, signs and powers within one another. */
const deepest = 100;

/** The value of an expression; where it has none, an error that says why. */
export function calculate(expression: string): string {
  try {
    if (expression.length > maxCharacters) throw new Mistake(`more than ${maxCharacters} characters`);
    return shown(new Parser(tokensOf(expression)).whole());
  } catch (error) {
    if (error instanceof Mistake) return `Error: ${error.message}.`;
    throw error;
  }
}

type Token = { value: Value } | { name: string } | { operator: string };

const pattern = /\s*(?:(\d+(?:\.\d*)?|\.\d+)(?:e([+-]?\d+))?|([a-z]\w*)|(\*\*|[-+*/%^(),×÷−·]))/iy;
const spelled: Record<string, string> = { '**': '^', '×': '*', '·': '*', '÷': '/', '−': '-' };

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; text.slice(at).trim() !== '';) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) throw new Mistake(`"${text.slice(at).trim().slice(0, 10)}" cannot be read`);
    at = pattern.lastIndex;
    const [, digits, exponent, name, operator] = found;
    if (digits !== undefined) tokens.push({ value: decimal(digits, Number(exponent ?? 0)) });
    else if (name !== undefined) tokens.push({ name: name.toLowerCase() });
    else tokens.push({ operator: spelled[operator!] ?? operator! });
  }
  return tokens;
}

/** Recursive descent over sums, products, signs, powers and atoms. */
class Parser {
  #at = 0;
  #depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Value {
    const value = this.#sum();
    if (this.#at < this.tokens.length) throw this.#unexpected('an operator');
    return value;
  }

  #sum(): Value {
    let value = this.#product();
    for (let sign = this.#take('+', '-'); sign; sign = this.#take('+', '-')) {
      const other = this.#product();
      value = plus(value, sign === '+' ? other : negated(other));
    }
    return value;
  }

  #product(): Value {
    let value = this.#signed();
    for (let sign = this.#take('*', '/', '%'); sign; sign = this.#take('*', '/', '%')) {
      const other = this.#signed();
      value = (sign === '*' ? times : sign === '/' ? divided : remainder)(value, other);
    }
    return value;
  }

  /** As usual, -2^2 is -4, and 2^3^2 is 2^9. */
  #signed(): Value {
    if (++this.#depth > deepest) throw new Mistake('too many parentheses, signs or powers within one another');
    const sign = this.#take('-', '+');
    const value = sign ? this.#signed() : this.#power();
    this.#depth -= 1;
    return sign === '-' ? negated(value) : value;
  }

  #power(): Value {
    const base = this.#atom();
    return this.#take('^') ? power(base, this.#signed()) : base;
  }

  #atom(): Value {
    const token = this.tokens[this.#at];
    if (token && 'value' in token) {
      this.#at += 1;
      return token.value;
    }
    if (token && 'name' in token) {
      this.#at += 1;
      return this.#named(token.name);
    }
    if (!this.#take('(')) throw this.#unexpected('a number');
    const value = this.#sum();
    this.#close();
    return value;
  }

  #named(name: string): Value {
    if (name === 'pi') return Math.PI;
    if (name === 'e') return Math.E;
    const run = calculatorFunctions.get(name);
    if (!run || !this.#take('(')) throw new Mistake(`"${name.slice(0, 20)}" is no function or constant here`);
    const given = [this.#sum()];
    while (this.#take(',')) given.push(this.#sum());
    this.#close();
    return run(given);
  }

  #close(): void {
    if (!this.#take(')')) throw this.#unexpected('a closing parenthesis');
  }

  #take(...operators: string[]): string | null {
    const token = this.tokens[this.#at];
    if (!token || !('operator' in token) || !operators.includes(token.operator)) return null;
    this.#at += 1;
    return token.operator;
  }

  #unexpected(wanted: string): Mistake {
    return new Mistake(`${wanted} is missing at part ${this.#at + 1} of ${this.tokens.length}`);
  }
}
