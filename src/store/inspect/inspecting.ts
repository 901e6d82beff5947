import { createStore } from 'zustand/vanilla';
import { attempt, type Failure } from '../../result.ts';
import type { Tint } from '../../findings/token/tint.ts';
import { uniformProgram, type Program } from '../../vocabulary/program.ts';
import type { AnswerOdds, OddsProgress, OddsRequest } from '../../worker/api.ts';
import type { Answering } from '../chat/answering.ts';
import { lastView } from '../chat/view.ts';
import type { ConversationSettings } from '../chat/conversation_settings.ts';
import { publishedSampling } from '../chat/sampling.ts';
import type { Conversation } from '../conversations/conversation.ts';
import { pathTo } from '../conversations/tree.ts';
import type { Engine } from '../engine/engine.ts';
import { fetched } from '../fetched.ts';
import { declaredTools } from '../tools/declared.ts';
import { noTools } from '../tools/tool_settings.ts';
import { t } from '../../strings/inspect/t.ts';

export interface InspectingState {
  /** The answer whose tokens are on show; null for none. */
  answer: number | null;
  odds: AnswerOdds | null;
  /** The same tokens by the other kernel set; null until the difference is asked for. */
  other: AnswerOdds | null;
  /** Null while nothing runs. */
  progress: OddsProgress | null;
  failure: Failure | null;
  /** The token on show, by its place in the answer; null for none. */
  at: number | null;
  tint: Tint;
  /** Shows the tokens of an answer, and the one at `position` of the sequence. */
  open: (answer: number, position?: number) => Promise<void>;
  close: () => void;
  choose: (at: number) => void;
  tintBy: (tint: Tint) => Promise<void>;
  /** Writes another answer that has `id` in place of the token on show. */
  branch: (id: number) => Promise<void>;
}

interface Parts {
  engine: Engine;
  conversation: Conversation;
  settings: ConversationSettings;
  answering: Answering;
}

const nothing = { answer: null, odds: null, other: null, progress: null, failure: null, at: null };

const busy = (): Failure => ({ kind: 'bad-request', message: t('busy') });

/** The token inspector: one answer of the open conversation at a time. */
export function createInspecting({ engine, conversation, settings, answering }: Parts) {
  return createStore<InspectingState>()((set, get) => {
    /** Counts replays: one that is not the last shows nothing. */
    let turn = 0;
    let last: Promise<unknown> = Promise.resolve();

    /**
     * What the answer `id` answered, as it would be asked now, and what it says; null for what is no answer. It is sampled as it
     * was, or as the settings are now where an older version stored none.
     */
    async function requestOf(id: number): Promise<Omit<OddsRequest, 'program' | 'fault'> | null> {
      const { tree } = conversation.getState();
      const node = tree.nodes[id];
      if (node?.message.role !== 'assistant') return null;
      const { view, askedToThink: thinking, seed, ids, format, sampling: own } = node.message;
      const { system, sampling, tools } = settings.current();
      const { model } = engine.getState();
      const drawn = own ?? sampling ?? publishedSampling(model, thinking);
      const seen = view ? lastView(pathTo(tree, id)) : null;
      const [{ promptOf }, declared] = await Promise.all([
        fetched(import('../chat/prompt.ts')),
        declaredTools(format ? noTools : tools, model),
      ]);
      const messages = promptOf(system, pathTo(tree, node.parent), seen);
      return { messages, thinking, tools: declared, sampling: { ...drawn, seed }, ids, ...(format && { format }) };
    }

    async function replay(program: Program): Promise<AnswerOdds | null> {
      const own = ++turn;
      await last;
      const asked = own === turn ? await attempt(() => requestOf(get().answer!)) : null;
      if (own !== turn || !asked) return null;
      if (!asked.ok) {
        set({ failure: asked.failure });
        return null;
      }
      if (!asked.value) return null;
      const { idle, configuration, occupy } = engine.getState();
      if (!idle) {
        set({ failure: busy() });
        return null;
      }
      const request = { ...asked.value, program, fault: configuration.fault };
      set({ failure: null, progress: { done: 0, total: request.ids.length } });
      const run = occupy('odds', (api, tell) =>
        api.answerOdds(request, (progress) => {
          tell({ doing: null, done: progress.done / progress.total });
          if (own === turn && get().progress) set({ progress });
        }),
      );
      last = run;
      const result = await run;
      if (own !== turn) return null;
      set({ progress: null, failure: result.ok ? null : result.failure });
      return result.ok ? result.value : null;
    }

    /** Shows a branch with the answer, unless it is on show. */
    function bringUp(answer: number): void {
      const { tree, choose } = conversation.getState();
      if (!pathTo(tree, tree.leaf).some(({ id }) => id === answer)) choose(answer);
    }

    function close(): void {
      const running = get().progress !== null;
      turn += 1;
      set(nothing);
      if (running) engine.getState().stop();
    }

    engine.subscribe(({ model }, before) => {
      if (model !== before.model && get().answer !== null) close();
    });
    conversation.subscribe(({ id }, before) => {
      if (id !== before.id && get().answer !== null) close();
    });
    answering.subscribe(({ streaming }) => {
      if (streaming && streaming.id === get().answer) close();
    });

    return {
      ...nothing,
      tint: 'probability',

      async open(answer, position) {
        if (get().answer !== answer) {
          if (get().answer !== null) close();
          bringUp(answer);
          set({ answer });
          const odds = await replay(engine.getState().configuration.program);
          if (!odds) return;
          set({ odds });
        }
        const { odds, tint } = get();
        const at = odds && position !== undefined ? position - odds.prompt.length : -1;
        if (odds?.tokens[at]) set({ at });
        await get().tintBy(tint);
      },

      close,
      choose: (at) => set({ at }),

      async tintBy(tint) {
        set({ tint });
        const { odds, other } = get();
        if (tint !== 'difference' || !odds || other) return;
        const found = await replay(uniformProgram(odds.set === 'reference' ? 'fused' : 'reference'));
        if (found) set({ other: found });
      },

      async branch(id) {
        const { answer, at } = get();
        const message = answer === null ? undefined : conversation.getState().tree.nodes[answer]?.message;
        if (answer === null || at === null || message?.role !== 'assistant') return;
        close();
        await answering.getState().branch(answer, [...message.ids.slice(0, at), id]);
      },
    };
  });
}

export type Inspecting = ReturnType<typeof createInspecting>;
