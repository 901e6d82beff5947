/**
 * Python's `str.strip(characters)`, `lstrip` and `rstrip` for chat templates. @huggingface/jinja 0.5 ignores their
 * argument and always strips white space, so that `content.lstrip('\n')` in Qwen3's template would also remove the
 * indentation of an answer that begins with code. Calls with an argument go to these functions instead; without one, the
 * library's own are right. Delete this file when the library honours the argument.
 */
type Node = Record<string, unknown>;

const METHODS = ['strip', 'lstrip', 'rstrip'] as const;

/** Names with a dot, which no template can write, so that none can collide. */
const globalName = (method: string) => `python.${method}`;

/** The functions that {@link bindStripArguments} makes templates call, to be passed to `render`. */
export const stripGlobals: Record<string, (text: unknown, characters: unknown) => string> = Object.fromEntries(
  METHODS.map((method) => [globalName(method), (text, characters) => strip(method, text, characters)]),
);

/** Rewrites `x.strip(c)` to `strip(x, c)` in a parsed template, in place. */
export function bindStripArguments(node: unknown): void {
  if (node instanceof Map) for (const entry of node) bindStripArguments(entry);
  if (typeof node !== 'object' || node === null) return;
  const { type, callee, args } = node as Node;
  if (type === 'CallExpression' && Array.isArray(args) && args.length > 0) {
    const { object, property, computed } = callee as Node;
    const method = computed === false ? (property as Node)['value'] : null;
    if (METHODS.some((name) => name === method)) {
      Object.assign(node, {
        callee: { type: 'Identifier', value: globalName(String(method)) },
        args: [object, ...args],
      });
    }
  }
  for (const child of Object.values(node)) bindStripArguments(child);
}

function strip(method: (typeof METHODS)[number], text: unknown, characters: unknown): string {
  if (typeof text !== 'string' || typeof characters !== 'string') throw new TypeError(`${method} works on strings`);
  const set = new Set(characters);
  const points = Array.from(text);
  let start = 0;
  let end = points.length;
  if (method !== 'rstrip') while (start < end && set.has(points[start] ?? '')) start += 1;
  if (method !== 'lstrip') while (end > start && set.has(points[end - 1] ?? '')) end -= 1;
  return points.slice(start, end).join('');
}
