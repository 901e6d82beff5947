import { refuse } from '../../result.ts';
import { choice, literal, repeat, sequence, shared, type Expression } from '../expression.ts';
import { canonicalCharacter, colon, comma, list, string, within } from '../values/json.ts';
import { everything, inString, without, type Span } from '../values/characters.ts';
import { below, type Json, type SchemaObject } from './keywords.ts';

type Compile = (schema: Json, at: string) => Expression;

/** Objects with their members in the schema's order, and others behind them where the schema says so. */
export function objects(schema: SchemaObject, at: string, compile: Compile): Expression {
  const properties = (schema['properties'] ?? {}) as SchemaObject;
  const required = new Set((schema['required'] ?? []) as string[]);
  const further = schema['additionalProperties'] ?? Object.keys(properties).length === 0;
  const names = [...Object.keys(properties), ...[...required].filter((name) => !Object.hasOwn(properties, name))];
  for (const name of required) {
    if (Object.hasOwn(properties, name) || further !== false) continue;
    refuse('bad-request', `The schema requires “${name}” at ${at}, and permits no such property: declare it.`);
  }
  const [min, max] = [
    (schema['minProperties'] as number | undefined) ?? 0,
    schema['maxProperties'] as number | undefined,
  ];
  const others = furtherCount(
    { min, max, declared: names.length, required: required.size, open: further !== false },
    at,
  );
  const declared = names
    .filter((name) => properties[name] !== false)
    .map((name) => ({
      isRequired: required.has(name),
      member: shared(
        sequence(
          literal(JSON.stringify(name)),
          colon,
          compile(Object.hasOwn(properties, name) ? properties[name]! : further, below(at, 'properties', name)),
        ),
      ),
    }));
  if (others.most === 0) return within('{', '}', inOrder(declared, null));
  const key = names.length === 0 ? string() : otherNames(names);
  const member = shared(sequence(key, colon, compile(further, below(at, 'additionalProperties'))));
  if (declared.length === 0) return list('{', '}', member, others.least, others.most);
  return within('{', '}', inOrder(declared, { member, most: others.most }));
}

/** How many members there may be besides those that are declared. */
function furtherCount(
  {
    min,
    max,
    declared,
    required,
    open,
  }: { min: number; max: number | undefined; declared: number; required: number; open: boolean },
  at: string,
) {
  // A name may come twice, and counts once.
  const least = declared === 0 ? min : 0;
  if (min > required && !(declared === 0 && open && min === 1)) {
    refuse(
      'bad-request',
      `The schema's “minProperties” at ${at} is supported up to the number of required properties: require them by name.`,
    );
  }
  if (max !== undefined && max < declared) {
    refuse(
      'bad-request',
      `The schema's “maxProperties” at ${at} is less than the properties that are declared: it is supported for others.`,
    );
  }
  return { least, most: open ? (max ?? Infinity) - declared : 0 };
}

interface Declared {
  isRequired: boolean;
  member: Expression;
}

/** Members in order. What comes behind one does not depend on which came before, but for the comma. */
function inOrder(declared: readonly Declared[], further: { member: Expression; most: number } | null): Expression {
  let [first, later]: [Expression, Expression] = [sequence(), sequence()];
  if (further) {
    later = shared(repeat(sequence(comma, further.member), 0, further.most));
    first = choice(sequence(), sequence(further.member, repeat(sequence(comma, further.member), 0, further.most - 1)));
  }
  for (const { isRequired, member } of declared.toReversed()) {
    const behind = later;
    const [begins, follows] = [sequence(member, behind), sequence(comma, member, behind)];
    first = shared(isRequired ? begins : choice(begins, first));
    later = shared(isRequired ? follows : choice(follows, behind));
  }
  return first;
}

/** Names other than `names`, as `JSON.stringify` writes them. */
function otherNames(names: readonly string[]): Expression {
  const free = repeat(canonicalCharacter, 0, Infinity);
  const apart = (rest: readonly (readonly string[])[]): Expression => {
    const heads = [...new Set(rest.flatMap(([head]) => (head === undefined ? [] : [head])))];
    const spans = heads.map((head): Span => [head.codePointAt(0)!, head.codePointAt(0)!]);
    return choice(
      ...(rest.some((name) => name.length === 0) ? [] : [sequence()]),
      sequence(inString(without(everything, spans)), free),
      ...heads.map((head, index) =>
        sequence(
          inString([spans[index]!]),
          apart(rest.flatMap(([first, ...others]) => (first === head ? [others] : []))),
        ),
      ),
    );
  };
  return sequence(literal('"'), apart(names.map((name) => Array.from(name))), literal('"'));
}
