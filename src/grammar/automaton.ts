import type { Expression, Rule } from './expression.ts';

/** A state of a pushdown automaton. All that holds of it holds at once: the automaton is not deterministic. */
export interface State {
  /** Where a byte leads. */
  bytes: { from: number; to: number; next: number }[];
  /** States that are reached without a byte. */
  free: number[];
  /** Rules to be matched first: where they begin, and where it goes on behind them. */
  calls: { rule: number; behind: number }[];
  /** Whether a rule ends here. */
  ends: boolean;
}

/** More would take seconds and hundreds of megabytes. */
export const maxStates = 200_000;

/** Thrown where a grammar has more than {@link maxStates}. */
export class TooLarge extends Error {}

/** The states of a grammar. It begins in state 0, and is complete where the rule that began there ends. */
export function automatonOf(root: Expression): readonly State[] {
  const states: State[] = [];
  const begun = new Map<Rule, number>();

  function state(ends = false): number {
    if (states.length >= maxStates) throw new TooLarge();
    states.push({ bytes: [], free: [], calls: [], ends });
    return states.length - 1;
  }

  /** Where `rule` begins. */
  function begin(rule: Rule): number {
    const known = begun.get(rule);
    if (known !== undefined) return known;
    const first = state();
    begun.set(rule, first);
    if (rule.body === null) throw new Error('a rule has no body');
    connect(rule.body, first, state(true));
    return first;
  }

  /** Lets `expression` lead from one state to another. */
  function connect(expression: Expression, from: number, to: number): void {
    switch (expression.is) {
      case 'bytes':
        states[from]!.bytes.push({ from: expression.from, to: expression.to, next: to });
        return;
      case 'choice':
        for (const each of expression.of) connect(each, from, to);
        return;
      case 'sequence':
        return inTurn(expression.parts, from, to);
      case 'repeat':
        return again(expression, from, to);
      case 'rule': {
        const rule = begin(expression.rule);
        // What ends with another rule is over when that one is: the stack does not grow.
        if (states[to]!.ends) states[from]!.free.push(rule);
        else states[from]!.calls.push({ rule, behind: to });
      }
    }
  }

  function inTurn(parts: readonly Expression[], from: number, to: number): void {
    if (parts.length === 0) states[from]!.free.push(to);
    let at = from;
    parts.forEach((part, index) => {
      const next = index === parts.length - 1 ? to : state();
      connect(part, at, next);
      at = next;
    });
  }

  function again({ of, min, max }: Expression & { is: 'repeat' }, from: number, to: number): void {
    if (min > max) return;
    const copies = max === Infinity ? min : max;
    const once: Expression =
      of.is === 'bytes' || of.is === 'rule' || copies <= 1 ? of : { is: 'rule', rule: { body: of } };
    let at = state();
    states[from]!.free.push(at);
    for (let n = 0; n < copies; n += 1) {
      if (n >= min) states[at]!.free.push(to);
      const next = state();
      connect(once, at, next);
      at = next;
    }
    states[at]!.free.push(to);
    if (max !== Infinity) return;
    const behind = state();
    connect(once, at, behind);
    states[behind]!.free.push(at);
  }

  begin({ body: root });
  return productive(states);
}

/** The states without what leads nowhere: where a text can go on, it can also end. State 0 leads nowhere if nothing matches. */
function productive(states: readonly State[]): State[] {
  const leads = states.map(({ ends }) => ends);
  for (let found = true; found;) {
    found = false;
    for (let at = states.length - 1; at >= 0; at -= 1) {
      if (leads[at]) continue;
      const { bytes, free, calls } = states[at]!;
      leads[at] =
        bytes.some(({ next }) => leads[next]) ||
        free.some((next) => leads[next]) ||
        calls.some(({ rule, behind }) => leads[rule] && leads[behind]);
      found ||= leads[at] === true;
    }
  }
  return states.map(({ bytes, free, calls, ends }) => ({
    bytes: bytes.filter(({ next }) => leads[next]),
    free: free.filter((next) => leads[next]),
    calls: calls.filter(({ rule, behind }) => leads[rule] && leads[behind]),
    ends,
  }));
}
