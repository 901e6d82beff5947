import type { ChatSummary, SpeculationFigures } from '../../worker/api.ts';

/** Figures of an answer in two parts, of which the first has `tokens` tokens. */
export function together(first: ChatSummary | null, second: ChatSummary, tokens: number): ChatSummary {
  const speculation = [first?.speculation, second.speculation].filter((part) => part !== undefined);
  return {
    ...second,
    tokens: tokens + second.tokens,
    timeToFirstTokenMs: first?.timeToFirstTokenMs ?? second.timeToFirstTokenMs,
    decodeMs: (first?.decodeMs ?? 0) + second.decodeMs,
    thinkingMs: sum(first?.thinkingMs ?? null, second.thinkingMs),
    ...(speculation.length > 0 && { speculation: speculation.reduce(added) }),
  };
}

function sum(a: number | null, b: number | null): number | null {
  return a === null && b === null ? null : (a ?? 0) + (b ?? 0);
}

function added(a: SpeculationFigures, b: SpeculationFigures): SpeculationFigures {
  return { proposed: a.proposed + b.proposed, accepted: a.accepted + b.accepted, gainMs: a.gainMs + b.gainMs };
}
