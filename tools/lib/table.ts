/** A table in Markdown. */
export function table(head: string[], rows: (string | number)[][]): string {
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(String))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Bytes in millions, with two digits behind the point. */
export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2);
