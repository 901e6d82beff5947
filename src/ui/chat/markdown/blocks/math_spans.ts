/** Mathematics in Markdown: found before the Markdown is parsed, since to Markdown a formula's `_`, `*` and `\\` are marks. */

export interface Formula {
  /** Null where the formula has no end: its source is shown. */
  tex: string | null;
  /** On a line of its own. */
  display: boolean;
  /** As the model wrote it, delimiters included. */
  source: string;
}

/** Stands for the n-th formula in the text that is parsed: private-use characters around its number. */
const placeholderOf = (n: number) => `\uE000${n}\uE001`;

export const placeholders = /\uE000(\d+)\uE001/g;

/** `text` with the sources of its formulas. */
export function putBack(text: string, formulas: readonly Formula[]): string {
  return text.replace(placeholders, (whole, number: string) => formulas[Number(number)]?.source ?? whole);
}

/** Fences, and code spans: a run of backticks up to the next run of the same length in the same paragraph. */
const code =
  /^[ \t]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t]*\1[`~]*[ \t]*$|$(?![\s\S]))|(?<![`\\])(`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)\2(?!`)/gm;

/** What encloses formulas, the first that fits at a place. `\\(` is a backslash and a parenthesis, `[\[1\]]` a link. */
const enclosed = [
  /(?<!\\)\$\$(?<dollars>[\s\S]+?)\$\$/,
  /(?<![\\[])\\\[(?<brackets>[\s\S]+?)\\\]/,
  /(?<!\\)\\\((?<parentheses>(?:(?!\n\n)[\s\S])+?)\\\)/,
  /(?<!\\)(?<environment>\\begin\{(?<name>[a-z]+\*?)\}[\s\S]+?\\end\{\k<name>\})/,
];

/**
 * A single dollar opens before a character that is no space, and closes behind one; a digit does not follow the closing one, nor
 * a Latin letter or digit precede the opening one. A Latin letter follows only as an ending: `$n$th`. So prices and names of
 * variables stay.
 */
const single =
  /(?<![\\$\p{Script=Latin}\p{N}])\$(?![\s$])(?<dollar>(?:\\.|[^\\\n$])+?)(?<!\s)\$(?![\d${_]|(?!(?:st|nd|rd|th|e?s)(?!\p{L}))\p{Script=Latin})/u;

/** Dollars with a space inside, as some models write them; not behind `5 `, whose dollar is a price's. */
const spaced = /(?<![\\$\p{Script=Latin}\p{N}]|\p{N} )\$ +(?<spaced>(?:\\.|[^\\\n$])+?) +\$(?![\d$\p{Script=Latin}])/u;

/** A formula that the text ends in. A dollar opens none: it is as likely a price. */
const unfinished =
  /(?<![\\[])(?<open>(?:\\[[(]|(?<=^[ \t]*)\$\$)(?=[^\n]*(?:\n(?!\n)[^\n]*)*[\\^_={}])(?:(?!\n\n)[\s\S])*$(?![\s\S]))/;

const formula = new RegExp([...enclosed, single, spaced, unfinished].map(({ source }) => source).join('|'), 'gmu');

type Groups = Partial<
  Record<'dollars' | 'brackets' | 'parentheses' | 'environment' | 'dollar' | 'spaced' | 'open', string>
>;

/** Whether what lies between two single dollars is a formula. `5 and AU` between `$5 and AU$` is none. */
function isFormula(tex: string): boolean {
  const words = wordsOf(tex);
  if (!isBalanced(tex)) return false;
  if (!/\s/.test(tex)) return true;
  return /[\\^_={}<>+*/|]/.test(tex) ? !(/^\d/.test(tex) && words > 1) : words === 0;
}

/** Words of prose: no commands, and not what stands in their braces. */
function wordsOf(tex: string): number {
  return tex.replace(/\\[a-z]+(?:\{[^{}]*\})?/gi, '').match(/\p{L}{2,}/gu)?.length ?? 0;
}

/** Whether what is opened is closed. An interval may end in another bracket than it begins with. */
function isBalanced(tex: string): boolean {
  let depth = 0;
  for (const [bracket] of tex.matchAll(/(?<!\\)[()[\]{}]/g)) {
    depth += '([{'.includes(bracket) ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** A formula of several lines in a quotation has the marks of each line. */
function withoutQuoteMarks(tex: string): string {
  const [first, ...lines] = tex.split('\n');
  if (lines.length === 0 || !lines.every((line) => /^\s*>/.test(line))) return tex;
  return [first, ...lines.map((line) => line.replace(/^\s*(?:>[ \t]?)+/, ''))].join('\n');
}

/** Takes the formulas out of `text`. Those in code are none. */
export function takeFormulas(text: string): { text: string; formulas: Formula[] } {
  const formulas: Formula[] = [];
  if (text.includes('\uE000') || !/\$|\\[([]|\\begin/.test(text)) return { text, formulas };
  const replace = (prose: string) =>
    prose.replace(formula, (source, ...rest) => {
      const { dollars, brackets, parentheses, environment, dollar, spaced, open } = rest.at(-1) as Groups;
      if (dollar !== undefined && !isFormula(dollar)) return source;
      if (spaced !== undefined && !(isBalanced(spaced) && wordsOf(spaced) === 0 && /[a-z]/i.test(spaced)))
        return source;
      const tex = dollars ?? brackets ?? parentheses ?? environment ?? dollar ?? spaced;
      const display = (dollars ?? brackets ?? environment) !== undefined;
      formulas.push({ tex: open === undefined ? withoutQuoteMarks(tex!).trim() : null, display, source });
      return placeholderOf(formulas.length - 1);
    });
  let replaced = '';
  let at = 0;
  for (const { 0: whole, index } of text.matchAll(code)) {
    replaced += replace(text.slice(at, index)) + whole;
    at = index + whole.length;
  }
  return { text: replaced + replace(text.slice(at)), formulas };
}
