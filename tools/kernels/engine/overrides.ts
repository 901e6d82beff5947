import type { Tuning } from '../../../src/kernels/tuning.ts';

type Leaf = number | string | boolean;

/** The parts of a tuning by path, `gateUp.rows`, outside in. */
export function flatten(value: object, prefix = ''): [string, Leaf][] {
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) => {
    const path = `${prefix}${name}`;
    return typeof part === 'object' && part !== null ? flatten(part, `${path}.`) : [[path, part as Leaf] as const];
  }) as [string, Leaf][];
}

/** `tuning` with parts replaced by what their text says. Throws a RangeError in one line on a part that there is not. */
export function override(tuning: Tuning, overrides: Readonly<Record<string, string>>): Tuning {
  const changed = structuredClone(tuning);
  for (const [path, text] of Object.entries(overrides)) {
    const names = path.split('.');
    const last = names.pop()!;
    const parent = names.reduce<Record<string, unknown> | undefined>(
      (part, name) => part?.[name] as Record<string, unknown> | undefined,
      changed,
    );
    const before = parent?.[last];
    if (parent === undefined || typeof before === 'object' || before === undefined) {
      throw new RangeError(`${path} is no part of the tuning: it has ${pathsLike(tuning, path).join(', ')}.`);
    }
    parent[last] = parse(path, before as Leaf, text);
  }
  return changed;
}

function parse(path: string, before: Leaf, text: string): Leaf {
  if (typeof before === 'string') return text;
  if (typeof before === 'boolean') {
    if (text === 'true' || text === 'false') return text === 'true';
    throw new RangeError(`${path} ${text}: give true or false.`);
  }
  const value = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`${path} ${text}: give a whole number.`);
}

/** Those of the same step, or else all. */
function pathsLike(tuning: Tuning, path: string): string[] {
  const all = flatten(tuning).map(([name]) => name);
  const [step] = path.split('.');
  const near = all.filter((name) => name.startsWith(`${step}.`));
  return near.length > 0 ? near : all;
}

/** `tuning`, and the paths of what is read of its steps from now on. */
export function watchReads(tuning: Tuning): { tuning: Tuning; read: ReadonlySet<string> } {
  const read = new Set<string>();
  const watched = (value: object, prefix: string): object =>
    new Proxy(value, {
      get(target, name, receiver) {
        const part: unknown = Reflect.get(target, name, receiver);
        if (typeof name !== 'string') return part;
        if (typeof part === 'object' && part !== null) return watched(part, `${prefix}${name}.`);
        read.add(`${prefix}${name}`);
        return part;
      },
    });
  const entries = Object.entries(tuning).map(([name, part]: [string, unknown]) => [
    name,
    typeof part === 'object' && part !== null ? watched(part, `${name}.`) : part,
  ]);
  return { tuning: Object.fromEntries(entries) as Tuning, read };
}
