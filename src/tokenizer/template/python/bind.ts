import { percent } from './percent.ts';
import { strftime } from './strftime.ts';
import { isStripMethod, strip, type StripMethod } from './strip.ts';

type Node = Record<string, unknown>;

/** Raised by a template that does not take a conversation, as `raise_exception` of transformers does. */
export class Rejection extends Error {}

/** Names with a dot, which no template can write, so that none can collide. */
const globalName = (name: string) => `python.${name}`;

const stripFunctions = (['strip', 'lstrip', 'rstrip'] satisfies StripMethod[]).map(
  (method) => [globalName(method), (text: unknown, characters: unknown) => strip(method, text, characters)] as const,
);

/** The functions that {@link bindPython} makes templates call, to be passed to `render`. */
export const pythonGlobals: Record<string, (...values: never[]) => string | number> = {
  ...Object.fromEntries(stripFunctions),
  [globalName('percent')]: percent,
  [globalName('strftime_now')]: (format: string) => strftime(new Date(), format),
  [globalName('raise_exception')]: (message: unknown) => {
    throw new Rejection(String(message));
  },
};

/**
 * Rewrites a parsed template in place where @huggingface/jinja 0.5 does not do as Jinja in transformers does. Delete a rule when the
 * library is right.
 */
export function bindPython(node: unknown): void {
  if (node instanceof Map) for (const entry of node) bindPython(entry);
  if (typeof node !== 'object' || node === null) return;
  for (const rule of rules) Object.assign(node, rule(node as Node));
  for (const child of Object.values(node)) bindPython(child);
}

/** What each changes of a node; nothing where it does not apply. */
const rules: ((node: Node) => Node | null)[] = [bindStrip, bindGlobal, bindPercent, aliasFilter, bindFirstAndLast];

/** `x.strip(c)` becomes `strip(x, c)`. */
function bindStrip({ type, callee, args }: Node): Node | null {
  if (type !== 'CallExpression' || !Array.isArray(args) || args.length === 0) return null;
  const { object, property, computed } = callee as Node;
  const method = computed === false ? (property as Node)['value'] : null;
  return isStripMethod(method) ? { callee: identifier(globalName(method)), args: [object, ...args] } : null;
}

function bindGlobal({ type, callee }: Node): Node | null {
  const name = type === 'CallExpression' ? nameOf(callee) : null;
  return name === 'strftime_now' || name === 'raise_exception' ? { callee: identifier(globalName(name)) } : null;
}

/** `a % b` becomes `percent(a, b)`. */
function bindPercent({ type, operator, left, right }: Node): Node | null {
  if (type !== 'BinaryExpression' || (operator as Node)['value'] !== '%') return null;
  return { type: 'CallExpression', callee: identifier(globalName('percent')), args: [left, right] };
}

/** `count` and `d` are names of `length` and `default` that the library lacks, as it lacks `default` without an argument. */
function aliasFilter({ type, filter }: Node): Node | null {
  if (type !== 'FilterExpression') return null;
  const { type: kind, callee, args = [] } = filter as Node;
  const name = nameOf(kind === 'CallExpression' ? callee : filter);
  if (name === 'count') return { filter: identifier('length') };
  if (name === 'd' || name === 'default') {
    return { filter: { type: 'CallExpression', callee: identifier('default'), args } };
  }
  return null;
}

/** `x | first` becomes `x[0]`, which the library evaluates to nothing, and not to an error, where there is none. */
function bindFirstAndLast({ type, operand, filter }: Node): Node | null {
  const name = type === 'FilterExpression' ? nameOf(filter) : null;
  if (name !== 'first' && name !== 'last') return null;
  const property = { type: 'IntegerLiteral', value: name === 'first' ? 0 : -1 };
  return { type: 'MemberExpression', object: operand, property, computed: true };
}

function identifier(value: string): Node {
  return { type: 'Identifier', value };
}

function nameOf(node: unknown): unknown {
  const { type, value } = node as Node;
  return type === 'Identifier' ? value : null;
}
