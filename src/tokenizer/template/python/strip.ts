const methods = ['strip', 'lstrip', 'rstrip'] as const;
export type StripMethod = (typeof methods)[number];

export function isStripMethod(name: unknown): name is StripMethod {
  return methods.some((method) => method === name);
}

/**
 * Python's `str.strip(characters)`, `lstrip` and `rstrip`. @huggingface/jinja 0.5 ignores their argument and always strips white
 * space, so that `content.lstrip('\n')` in Qwen3's template would also remove the indentation of an answer that begins with code.
 * Without an argument, the library's own are right.
 */
export function strip(method: StripMethod, text: unknown, characters: unknown): string {
  if (typeof text !== 'string' || typeof characters !== 'string') throw new TypeError(`${method} works on strings`);
  const set = new Set(characters);
  const points = Array.from(text);
  let start = 0;
  let end = points.length;
  if (method !== 'rstrip') while (start < end && set.has(points[start] ?? '')) start += 1;
  if (method !== 'lstrip') while (end > start && set.has(points[end - 1] ?? '')) end -= 1;
  return points.slice(start, end).join('');
}
