/** A message without the blank lines around it. Its first line keeps its indentation, as pasted code needs. */
export function asWritten(text: string): string {
  return text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
}
