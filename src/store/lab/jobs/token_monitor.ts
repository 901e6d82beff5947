import { createStore } from 'zustand/vanilla';
import type { Failure } from '../../../result.ts';
import type { AnsweredOn, AttentionReport, Program, TokenFigures } from '../../../worker/api.ts';
import type { Engine } from '../../engine/engine.ts';
import { latestPerFrame, type Schedule } from '../../engine/frames.ts';
import { wanted } from '../wanted.ts';

/** A token whose figures were taken. */
export interface WatchedToken {
  /** The token alone, as `LikelyToken` has it; null where it is not known. */
  name: string | null;
  figures: TokenFigures;
}

/** Statistics of tokens of the answer in progress, or of the last one that was watched. */
export interface Seen {
  answer: number;
  /** The latest, by position: at most {@link maxTokens}. */
  tokens: readonly WatchedToken[];
  /** Position 0, which all others attend to. It may come from an earlier answer of the conversation. */
  first: WatchedToken | null;
  /** The latest of every set of kernels, from earlier answers too. */
  bySet: Partial<Record<TokenFigures['set'], TokenFigures>>;
  /** The token that was run again to be shown last: on what, and the first position that was watched. */
  rerun: { position: number; on: AnsweredOn; from: number } | null;
}

/** A token of an answer that was watched or not. */
interface Wanted {
  answer: number;
  /** What the answer ran on, up to its end. */
  on: AnsweredOn;
  position: number;
  /** The token alone; null where it is not known. */
  name: string | null;
  program: Program;
}

/** As many as the map has room for. */
export const maxTokens = 256;

export interface TokenMonitorState {
  seen: Seen | null;
  /** Says that tokens are on show: only then are they watched. Returns a function that takes it back. */
  watch: () => () => void;
  take: (answer: number, watched: WatchedToken) => void;
  /** The position of the token on show; null for the latest. */
  chosen: number | null;
  choose: (position: number | null) => void;
  /** The position of the token that the one on show is compared with; null for none. */
  compared: number | null;
  compare: (position: number | null) => void;
  /** Whether the logit lens is taken of watched tokens. */
  lensed: boolean;
  lens: (on: boolean) => void;
  /** What a token attends to, the last that was asked for; null while none was. */
  attention: { answer: number; report: AttentionReport } | null;
  /** Runs a token again, with those before it, for what it attends to. Returns why it could not be run. */
  attend: (wanted: Wanted) => Promise<Failure | null>;
  /** Runs a token again, with those before it, and shows its figures, among the others if it was watched. Returns why it could not be run. */
  show: (wanted: Wanted) => Promise<Failure | null>;
  forget: () => void;
}

export function createTokenMonitor(engine: Engine, schedule: Schedule) {
  return createStore<TokenMonitorState>()((set, get) => {
    let latest: Seen | null = null;
    const frames = latestPerFrame<Seen | null>((seen) => set({ seen }), schedule);
    function forget(): void {
      latest = null;
      frames.push(latest);
      set({ chosen: null, compared: null, attention: null });
    }
    engine.subscribe(({ model }, before) => {
      if (model !== before.model) forget();
    });
    return {
      seen: null,
      chosen: null,
      compared: null,
      lensed: false,
      attention: null,
      lens(lensed) {
        set({ lensed });
        engine.getState().configure({ lensed });
      },
      async attend({ answer, on, position, program }) {
        const tokens = on.tokens.slice(0, position + 1);
        const result = await engine
          .getState()
          .occupy('token', (api) => api.attentionMap({ tokens, program, fault: on.fault }));
        if (!result.ok) return result.failure;
        set({ attention: { answer, report: result.value } });
        return null;
      },
      watch: wanted((watching) => engine.getState().configure({ watching })),
      take(answer, watched) {
        if (latest?.answer !== answer) set({ chosen: null, compared: null });
        latest = add(latest, answer, watched);
        frames.push(latest);
      },
      choose: (chosen) => set({ chosen }),
      compare: (compared) => set({ compared }),
      async show({ answer, on, position, name, program }) {
        const { model, occupy } = engine.getState();
        // Attention is measured in one layer per token: as many tokens as layers cover all of them.
        const from = Math.max(1, position - model!.config.layers);
        const tokens = on.tokens.slice(0, position + 1);
        const result = await occupy('token', (api) =>
          api.watchAgain({ tokens, from, program, fault: on.fault, lensed: get().lensed }),
        );
        if (!result.ok) return result.failure;
        const { figures, first } = result.value;
        const again = { name, figures };
        const watched = latest?.answer === answer ? latest.tokens : [];
        const at = watched.findIndex((token) => token.figures.position === position);
        latest = {
          answer,
          tokens: at === -1 ? [again] : watched.with(at, again),
          first: { name: null, figures: first },
          bySet: { ...(at !== -1 && latest!.bySet), [figures.set]: figures },
          rerun: { position, on, from },
        };
        frames.push(latest);
        frames.flush();
        set({ chosen: position, compared: null });
        return null;
      },
      forget,
    };
  });
}

function add(seen: Seen | null, answer: number, watched: WatchedToken): Seen {
  const before = seen?.answer === answer ? seen.tokens : [];
  const { figures } = watched;
  const isFirst = figures.position === 0;
  return {
    answer,
    tokens: isFirst ? before : [...before.slice(1 - maxTokens), watched],
    first: isFirst ? watched : (seen?.first ?? null),
    bySet: isFirst ? (seen?.bySet ?? {}) : { ...seen?.bySet, [figures.set]: figures },
    rerun: null,
  };
}

export type TokenMonitor = ReturnType<typeof createTokenMonitor>;
