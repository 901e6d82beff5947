/** On one line, with every character that means something in Markdown or HTML escaped. */
export function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_{}[\]<>#|!&~@]/g, (sign) => `\\${sign}`);
}
