/**
 * Reads what a WGSL file declares at module scope, and the comments in which it says what it needs of other files. Bodies of
 * functions are passed over: they are the compiler's to judge.
 *
 * Why not a library: wgsl_reflect 1.6.0 parses bodies too, and refuses 11 of the 37 kernels: template lists such as
 * `subgroup_matrix_left<f16, 16, 16>`, and `a > b` among the arguments of a call.
 */

/**
 * @typedef {{ name: string, type: string }} Typed
 * @typedef {{ kind: 'struct', name: string, fields: Typed[] }} Struct
 * @typedef {{ kind: 'override' | 'const' | 'alias', name: string, type: string | null, value: string | null }} Value
 * @typedef {{ kind: 'var', name: string, space: string, access: string | null, type: string | null, attributes: Attributes }} Variable
 * @typedef {{ kind: 'fn', name: string, parameters: Typed[], returns: string | null, attributes: Attributes }} Callable
 * @typedef {{ kind: 'field', name: string, struct: string, type: string }} Field what a file expects `params` to have
 * @typedef {Struct | Value | Variable | Callable} Declaration
 * @typedef {Map<string, string>} Attributes by name, their arguments as text
 * @typedef {{ name: string, min: number, max: number }} Limit of the values that an override may be given
 * @typedef {{
 *   name: string,
 *   text: string,
 *   needs: string[],
 *   oneOf: string[],
 *   expects: (Declaration | Field)[],
 *   limits: Limit[],
 *   declarations: Declaration[],
 * }} WgslFile
 */

/** A file that cannot be read, or does not fit those around it: the message names the file. */
export class WgslError extends Error {}

/**
 * @param {string} name without `.wgsl`
 * @param {string} text
 * @returns {WgslFile}
 */
export function readWgsl(name, text) {
  try {
    return {
      name,
      text,
      needs: names(text, 'needs'),
      oneOf: names(text, 'one of'),
      expects: lines(text, 'expects').map(readExpectation),
      limits: lines(text, 'limit').map(readLimit),
      declarations: readDeclarations(text),
    };
  } catch (error) {
    if (error instanceof WgslError) throw new WgslError(`${name}.wgsl: ${error.message}`);
    throw error;
  }
}

/**
 * What stands behind `// KEYWORD: ` on lines of their own.
 *
 * @param {string} text
 * @param {string} keyword
 */
function lines(text, keyword) {
  return [...text.matchAll(new RegExp(`^// ${keyword}: (.*)$`, 'gm'))].map(([, rest]) => rest ?? '');
}

/** @param {string} text @param {string} keyword */
function names(text, keyword) {
  return lines(text, keyword).flatMap((line) => line.split(',').map((name) => name.trim()));
}

/**
 * A declaration as WGSL has it, without a body or an initial value; or `params.NAME: TYPE`, a field of the uniform.
 *
 * @param {string} line
 */
function readExpectation(line) {
  const field = /^params\.(\w+): (\w+)$/.exec(line);
  if (field) return /** @type {Field} */ ({ kind: 'field', struct: 'Params', name: field[1], type: field[2] });
  const [declaration, ...others] = readDeclarations(line.startsWith('fn ') ? `${line} {}` : `${line};`);
  if (!declaration || others.length > 0) throw new WgslError(`"expects: ${line}" is not one declaration`);
  return declaration;
}

/** @param {string} line such as `1 <= rows <= 3` @returns {Limit} */
function readLimit(line) {
  const [, min = '', name = '', max = ''] = /^(\d+) <= (\w+) <= (\d+)$/.exec(line) ?? [];
  if (name === '') throw new WgslError(`"limit: ${line}" is not of the form "1 <= rows <= 3"`);
  return { name, min: Number(min), max: Number(max) };
}

/** @param {string} text */
function readDeclarations(text) {
  const cursor = new Cursor(text);
  /** @type {Declaration[]} */
  const found = [];
  while (!cursor.atEnd) {
    const attributes = readAttributes(cursor);
    const keyword = cursor.next();
    if (keyword === 'struct') found.push(readStruct(cursor));
    else if (keyword === 'fn') found.push(readFunction(cursor, attributes));
    else if (keyword === 'var') found.push(readVariable(cursor, attributes));
    else if (keyword === 'override' || keyword === 'const' || keyword === 'alias')
      found.push(readValue(cursor, keyword));
    else if (['enable', 'diagnostic', 'requires', 'const_assert'].includes(keyword)) cursor.statement();
    else if (keyword !== ';') throw new WgslError(`a declaration cannot begin with "${keyword}"`);
  }
  return found;
}

/** @param {Cursor} cursor */
function readAttributes(cursor) {
  /** @type {Attributes} */
  const attributes = new Map();
  while (cursor.take('@')) {
    const name = cursor.next();
    attributes.set(name, cursor.take('(') ? cursor.until(')') : '');
  }
  return attributes;
}

/** @param {Cursor} cursor @returns {Struct} */
function readStruct(cursor) {
  const name = cursor.next();
  cursor.expect('{');
  return { kind: 'struct', name, fields: readTyped(cursor, '}') };
}

/** Names with their types, separated by commas, up to `end`. @param {Cursor} cursor @param {string} end */
function readTyped(cursor, end) {
  /** @type {Typed[]} */
  const found = [];
  while (!cursor.take(end)) {
    readAttributes(cursor);
    const name = cursor.next();
    cursor.expect(':');
    found.push({ name, type: cursor.before(',', end) });
    cursor.take(',');
  }
  return found;
}

/** @param {Cursor} cursor @param {Attributes} attributes @returns {Callable} */
function readFunction(cursor, attributes) {
  const name = cursor.next();
  cursor.expect('(');
  const parameters = readTyped(cursor, ')');
  let returns = null;
  if (cursor.take('-')) {
    cursor.expect('>');
    readAttributes(cursor);
    returns = cursor.before('{');
  }
  cursor.expect('{');
  cursor.body();
  return { kind: 'fn', name, parameters, returns, attributes };
}

/** @param {Cursor} cursor @param {Attributes} attributes @returns {Variable} */
function readVariable(cursor, attributes) {
  const [space = 'private', access = null] = cursor.take('<') ? cursor.until('>').split(',') : [];
  const name = cursor.next();
  const type = cursor.take(':') ? cursor.before('=', ';') : null;
  cursor.statement();
  return { kind: 'var', name, space, access, type, attributes };
}

/** @param {Cursor} cursor @param {Value['kind']} kind @returns {Value} */
function readValue(cursor, kind) {
  const name = cursor.next();
  const type = cursor.take(':') ? cursor.before('=', ';') : null;
  const value = cursor.take('=') ? cursor.statement() : null;
  if (value === null) cursor.expect(';');
  return { kind, name, type, value };
}

/** The tokens of a text, without its comments. */
class Cursor {
  /** @param {string} text */
  constructor(text) {
    // A comment that is never closed goes on to the end.
    const code = text.replaceAll(/\/\/.*|\/\*[^]*?(?:\*\/|$)/g, ' ');
    this.tokens = code.match(/[\w.]+|[^\s\w.]/g) ?? [];
    this.place = 0;
  }

  get atEnd() {
    return this.place >= this.tokens.length;
  }

  next() {
    const token = this.tokens[this.place++];
    if (token === undefined) throw new WgslError('the text ends within a declaration');
    return token;
  }

  /** Passes over `token` if it comes next. @param {string} token */
  take(token) {
    if (this.tokens[this.place] !== token) return false;
    this.place += 1;
    return true;
  }

  /** @param {string} token */
  expect(token) {
    const found = this.next();
    if (found !== token) throw new WgslError(`"${token}" was expected, and not "${found}"`);
  }

  /** The text up to any of `ends` outside brackets, which comes next then; tokens are joined without spaces. @param {string[]} ends */
  before(...ends) {
    const first = this.place;
    const open = [];
    while (open.length > 0 || !ends.includes(this.tokens[this.place] ?? '')) {
      const token = this.next();
      if ('([{<'.includes(token)) open.push(token);
      else if (')]}>'.includes(token)) open.pop();
    }
    return this.tokens.slice(first, this.place).join('');
  }

  /** As {@link before}, and past it. @param {string} end */
  until(end) {
    const text = this.before(end);
    this.place += 1;
    return text;
  }

  /** The text up to the next semicolon, and past it: `<` and `>` may be comparisons there. */
  statement() {
    const first = this.place;
    while (this.next() !== ';');
    return this.tokens.slice(first, this.place - 1).join('');
  }

  /** Passes over a function's body, its first brace being behind. */
  body() {
    for (let depth = 1; depth > 0;) {
      const token = this.next();
      if (token === '{') depth += 1;
      if (token === '}') depth -= 1;
    }
  }
}
