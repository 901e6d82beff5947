/** Marks of quotations and list items, one behind the other. */
const marks = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))){20}/m;
/** An item that is indented as far as one of 30 lists within one another. */
const indented = /^[ \t]{60,}(?:[-*+]|\d{1,9}[.)])[ \t]/m;

/**
 * Whether quotations and lists nest so deeply that nobody could read them as such. Their parser's time grows with the square of the depth,
 * and what renders them runs out of stack.
 */
export function nestsDeeply(block: string): boolean {
  return marks.test(block) || indented.test(block);
}
