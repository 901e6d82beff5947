/**
 * Parses a Range header with one byte range. For anything else (no header, another unit, several ranges, nonsense) the
 * server sends the whole file, which RFC 9110 allows.
 *
 * @param {string | undefined} header
 * @param {number} size of the file in bytes
 * @returns {{ start: number, end: number } | 'unsatisfiable' | null} `end` is exclusive; null: send the whole file
 */
export function parseRange(header, size) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const [first, last] = [match[1], match[2]].map((digits) => (digits ? Number(digits) : undefined));
  if (first === undefined) {
    const length = Math.min(last ?? 0, size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size };
  }
  if (last !== undefined && last < first) return null;
  if (first >= size) return 'unsatisfiable';
  return { start: first, end: Math.min(last ?? size - 1, size - 1) + 1 };
}
