import { createStore } from 'zustand/vanilla';
import type { TokenFigures } from '../../../worker/api.ts';
import type { Engine } from '../../engine/engine.ts';
import { latestPerFrame, type Schedule } from '../../engine/frames.ts';

/** Statistics of tokens of the answer in progress, or of the last one that was watched. */
export interface Seen {
  answer: number;
  /** The latest, by position: at most {@link maxTokens}. */
  tokens: readonly TokenFigures[];
  /** Position 0, which all others attend to. It may come from an earlier answer of the conversation. */
  first: TokenFigures | null;
  /** The latest of every set of kernels, from earlier answers too. */
  bySet: Partial<Record<TokenFigures['set'], TokenFigures>>;
}

/** As many as the map has room for. */
export const maxTokens = 256;

export interface TokenMonitorState {
  seen: Seen | null;
  /** Says whether tokens are on show: only then are they watched. */
  watch: (watching: boolean) => void;
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
    tokens: isFirst ? before : [...before.slice(1 - maxTokens), figures],
    first: isFirst ? figures : (seen?.first ?? null),
    bySet: isFirst ? (seen?.bySet ?? {}) : { ...seen?.bySet, [figures.set]: figures },
  };
}

export type TokenMonitor = ReturnType<typeof createTokenMonitor>;
