/** A context-free grammar over bytes, as a tree. A rule may refer to itself, but not before it has taken a byte. */
export type Expression =
  | { is: 'bytes'; from: number; to: number }
  | { is: 'sequence'; parts: readonly Expression[] }
  | { is: 'choice'; of: readonly Expression[] }
  | { is: 'repeat'; of: Expression; min: number; max: number }
  | { is: 'rule'; rule: Rule };

/** A part that is written once, and used in several places or within itself. */
export interface Rule {
  /** Null until it is known. */
  body: Expression | null;
}

/** One byte, from `from` to `to`. */
export function byte(from: number, to = from): Expression {
  return { is: 'bytes', from, to };
}

export function sequence(...parts: readonly Expression[]): Expression {
  return parts.length === 1 ? parts[0]! : { is: 'sequence', parts };
}

/** One of several; of none, nothing can match. */
export function choice(...of: readonly Expression[]): Expression {
  return of.length === 1 ? of[0]! : { is: 'choice', of };
}

export function repeat(of: Expression, min: number, max: number): Expression {
  return { is: 'repeat', of, min, max };
}

export function optional(of: Expression): Expression {
  return repeat(of, 0, 1);
}

export function ruleOf(rule: Rule): Expression {
  return { is: 'rule', rule };
}

/** `body` as a rule, which is built once however often it is used. */
export function shared(body: Expression): Expression {
  return ruleOf({ body });
}

const utf8 = new TextEncoder();

/** The bytes of `text`, as they are. */
export function literal(text: string): Expression {
  return sequence(...Array.from(utf8.encode(text), (each) => byte(each)));
}
