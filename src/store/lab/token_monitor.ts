import { createStore } from 'zustand/vanilla';
import type { TokenFigures } from '../../worker/api.ts';
import type { Engine } from '../engine/engine.ts';
import { latestPerFrame, type Schedule } from '../engine/frames.ts';

/** What tokens left, of the answer being written or of the last one that was watched. */
export interface Seen {
  answer: number;
  /** The latest, in the order of their positions: at most {@link mostTokens}. */
  tokens: readonly TokenFigures[];
  /** Position 0, of this answer or of an earlier one of the conversation: what all others attend to. */
  first: TokenFigures | null;
  /** The latest of every set of kernels, of earlier answers too. */
  bySet: Partial<Record<TokenFigures['set'], TokenFigures>>;
}

/** As many as a map of them has room for. */
export const mostTokens = 256;

export interface TokenMonitorState {
  seen: Seen | null;
  /** Whether somebody looks: only then are statistics taken. */
  watch: (watched: boolean) => void;
  take: (answer: number, figures: TokenFigures) => void;
}

export function createTokenMonitor(engine: Engine, schedule: Schedule) {
  return createStore<TokenMonitorState>()((set) => {
    let latest: Seen | null = null;
    const frames = latestPerFrame<Seen | null>((seen) => set({ seen }), schedule);
    engine.subscribe(({ model }, before) => {
      if (model === before.model) return;
      latest = null;
      frames.push(latest);
    });
    return {
      seen: null,
      watch: (watching) => engine.getState().configure({ watching }),
      take(answer, figures) {
        latest = add(latest, answer, figures);
        frames.push(latest);
      },
    };
  });
}

function add(seen: Seen | null, answer: number, figures: TokenFigures): Seen {
  const before = seen?.answer === answer ? seen.tokens : [];
  const isFirst = figures.position === 0;
  return {
    answer,
    tokens: isFirst ? before : [...before.slice(1 - mostTokens), figures],
    first: isFirst ? figures : (seen?.first ?? null),
    bySet: isFirst ? (seen?.bySet ?? {}) : { ...seen?.bySet, [figures.set]: figures },
  };
}

export type TokenMonitor = ReturnType<typeof createTokenMonitor>;
