/** Mathematics in Markdown: found before the Markdown is parsed, since to Markdown a formula's `_`, `*` and `\\` are marks. */

export interface Formula {
  tex: string;
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

/** Fences, and code spans: a run of backticks up to the next run of the same length. */
const code =
  /^[ \t]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t]*\1[`~]*[ \t]*$|$(?![\s\S]))|(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\2(?!`)/gm;

/**
 * In order: `$$…$$`, `\[…\]`, `\(…\)`, `$…$`. A single dollar opens before a character that is no space, and closes behind one;
 * a digit does not follow the closing one, nor a letter or digit precede the opening one. So prices stay prices.
 */
const formula =
  /(?<!\\)\$\$([\s\S]+?)\$\$|\\\[([\s\S]+?)\\\]|\\\(((?:(?!\n\n)[\s\S])+?)\\\)|(?<![\\$\p{L}\p{N}])\$(?![\s$])([^\n$]+?)(?<![\s\\])\$(?![\d$])/gu;

/** Whether what lies between two single dollars is a formula. `5 and AU` between `$5 and AU$` is none. */
function isFormula(tex: string): boolean {
  return !/\s/.test(tex) || /[\\^_={}<>+*/|]/.test(tex);
}

/** Takes the formulas out of `text`. Those in code are none, and neither is what has no end yet. */
export function takeFormulas(text: string): { text: string; formulas: Formula[] } {
  const formulas: Formula[] = [];
  if (text.includes('\uE000') || !/\$|\\[([]/.test(text)) return { text, formulas };
  const replace = (prose: string) =>
    prose.replace(formula, (source, dollars?: string, brackets?: string, parentheses?: string, dollar?: string) => {
      const tex = dollars ?? brackets ?? parentheses ?? dollar!;
      if (dollar !== undefined && !isFormula(dollar)) return source;
      formulas.push({ tex: tex.trim(), display: dollars !== undefined || brackets !== undefined, source });
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
