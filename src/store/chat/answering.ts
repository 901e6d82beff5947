import { createStore } from 'zustand/vanilla';
import { attempt, type Result } from '../../result.ts';
import type { AnswerFormat, ChatEvent, ChatSummary, Measured } from '../../worker/api.ts';
import type { Attachment } from '../conversations/attachment.ts';
import type { Conversation } from '../conversations/conversation.ts';
import type { Answer } from '../conversations/message.ts';
import type { WatchedToken } from '../lab/jobs/token_monitor.ts';
import { fetched } from '../fetched.ts';
import { latestPerFrame, type Schedule } from '../engine/frames.ts';
import { advance, begin as blankStream, type StreamingAnswer } from './streaming_answer.ts';
import type { Answerer, AnswererState } from './answerer.ts';
import type { ConversationSettings } from './conversation_settings.ts';
import { formatOf } from './chat_settings.ts';
import { publishedSampling } from './sampling.ts';
import { pathTo } from '../conversations/tree.ts';
import { declaredTools } from '../tools/declared.ts';
import { noTools } from '../tools/tool_settings.ts';
import type { Decision, MakingRoom } from './making_room.ts';
import { lastView, ownView } from './view.ts';
import { together } from './together.ts';

export interface AnsweringState {
  streaming: StreamingAnswer | null;
  /** Whether an answer can begin: there is a model that can chat, it does nothing else, and this tab writes the conversation. */
  isFree: () => boolean;
  /** Asks at the end of the branch on show. */
  send: (text: string, attachments?: Attachment[]) => Promise<void>;
  /** Asks `text` instead of the question `id`, on a new branch. */
  edit: (id: number, text: string, attachments?: Attachment[]) => Promise<void>;
  /** Asks for another answer next to the answer `id`. */
  regenerate: (id: number) => Promise<void>;
  /** Goes on with the answer `id`, which was cut. */
  resume: (id: number) => Promise<void>;
  /** Writes another answer next to the answer `id`: it begins with `ids`, sampled as those were. */
  branch: (id: number, ids: readonly number[]) => Promise<void>;
  /** Has the model go on behind the responses `id`, where it did not by itself. */
  goOn: (id: number) => Promise<void>;
  /** Says what happens to the turns that no longer fit the context. While a summary is being written, it is done without. */
  decide: (decision: Decision) => void;
  /** Stops the answer in progress, if there is one, and waits for its end. */
  stop: () => Promise<void>;
  /** Stores the partial answer in progress, because the page may be about to close. */
  keep: () => void;
}

/** How often a running answer is stored. A crash loses no more than this. */
const keepMs = 1000;

interface Parts {
  answerer: Answerer;
  conversation: Conversation;
  settings: ConversationSettings;
  schedule: Schedule;
  randomSeed: () => number;
  /** Receives measurements of an answer. */
  onMeasured?: (answer: number, measured: Measured) => void;
  /** Receives the statistics of a token of an answer. */
  onFigures?: (answer: number, watched: WatchedToken) => void;
}

/** Of an answer that was stopped before the model was asked. */
const notBegun: ChatSummary = {
  finish: 'stopped',
  promptTokens: 0,
  cachedTokens: 0,
  tokens: 0,
  contextUsed: 0,
  timeToFirstTokenMs: 0,
  decodeMs: 0,
  thinkingMs: null,
};

export function createAnswering({
  answerer,
  conversation,
  settings,
  schedule,
  randomSeed,
  onMeasured,
  onFigures,
}: Parts) {
  return createStore<AnsweringState>()((set, get) => {
    let inProgress: Promise<void> = Promise.resolve();
    let unfinished: (() => Answer) | null = null;
    let stopping = new AbortController();
    let decided: ((decision: Decision | null) => void) | null = null;
    /** Who writes the answer in progress, whoever is chosen meanwhile. */
    let writer: AnswererState = answerer.getState();

    function blank(
      parent: number,
      like: Partial<Answer> = {},
      format: AnswerFormat | null = formatOf(settings.current()),
    ): number | null {
      const { model } = answerer.getState();
      if (!model) return null;
      const { thinking, seed, sampling } = settings.current();
      const askedToThink = like.askedToThink ?? thinking;
      return conversation.getState().append(parent, {
        role: 'assistant',
        content: '',
        thinking: '',
        model: { name: model.name, hash: model.hash },
        seed: seed ?? randomSeed(),
        sampling: sampling ?? publishedSampling(model, askedToThink),
        askedToThink,
        ids: [],
        figures: null,
        failure: null,
        ...(format && { format }),
        ...like,
      });
    }

    /** Waits until the person has decided, or stopped the answer. */
    const ask = () => new Promise<Decision | null>((resolve) => (decided = resolve));

    /** Has the model write the answer `id`, behind what is there of it. */
    async function answer(id: number): Promise<void> {
      const { tree } = conversation.getState();
      writer = answerer.getState();
      const { model } = writer;
      const node = tree.nodes[id];
      if (node?.message.role !== 'assistant' || !model) return;
      let before = node.message;
      const { system, sampling: chosen, maxTokens, overflow, tools: toolSettings } = settings.current();
      // An answer is sampled by the same settings to its end.
      const drawn = before.sampling ?? chosen ?? publishedSampling(model, before.askedToThink);
      const sampling = { ...drawn, seed: before.seed };
      const path = pathTo(tree, node.parent);
      // An answer that goes on, or is written once more, sees what it saw before.
      const seen = lastView(before.view ? pathTo(tree, id) : path);
      const thinking = before.askedToThink;
      const { signal } = (stopping = new AbortController());
      let streaming = blankStream(id, before);
      let ended = false;
      unfinished = () => {
        const { content, thinking, calls, ids } = streaming;
        const said = { content, thinking, ids: [...ids], ...(calls.length > 0 && { calls: [...calls] }) };
        return { ...before, ...said, figures: null, failure: null };
      };
      set({ streaming });
      const keeping = setInterval(() => get().keep(), keepMs);
      const frames = latestPerFrame<StreamingAnswer>((latest) => set({ streaming: latest }), schedule);
      const progress = (latest: StreamingAnswer) => {
        streaming = latest;
        frames.push(streaming);
      };
      const onEvent = (event: ChatEvent) => {
        if (ended) return; // the answer has ended, and this event is late
        if (event.type === 'steps') return onMeasured?.(id, event);
        if (event.type === 'statistics') return onFigures?.(id, event);
        progress(advance(streaming, event));
      };
      const result = await writer.run(async (answers): Promise<Result<ChatSummary>> => {
        const asked = await attempt(async () => {
          const [{ makeRoom }, { promptOf }, tools] = await Promise.all([
            fetched(import('./making_room.ts')),
            fetched(import('./prompt.ts')),
            declaredTools(before.format ? noTools : toolSettings, model),
          ]);
          const { chat, countTokens } = answers;
          const { context, maxPositions } = model;
          const room = {
            branch: { system, path, seen, thinking, tools, resumed: before.ids.length, maxTokens, context },
            maxPositions,
            overflow,
            sampling,
            signal,
            ask,
            onProgress: (making: MakingRoom) => progress({ ...streaming, making }),
          };
          const view = countTokens ? await makeRoom({ ...room, engine: { chat, countTokens } }) : seen;
          return { view, messages: promptOf(system, path, view), tools };
        });
        if (!asked.ok) return asked;
        const { view, ...prompt } = asked.value;
        const { view: _, ...unseen } = before;
        before = view ? { ...unseen, view: ownView(view, path) } : unseen;
        get().keep();
        progress({ ...streaming, making: null });
        const { format, ids } = before;
        return answers.chat(
          { ...prompt, thinking, sampling, maxTokens, ...(format && { format }), resume: ids },
          onEvent,
        );
      });
      ended = true;
      decided = null;
      clearInterval(keeping);
      frames.flush();
      const text = unfinished();
      const early = !result.ok && result.failure.kind === 'stopped';
      const summary: Result<ChatSummary> = early ? { ok: true, value: notBegun } : result;
      unfinished = null;
      conversation
        .getState()
        .replace(
          id,
          summary.ok
            ? { ...text, figures: together(before.figures, summary.value, before.ids.length) }
            : { ...text, failure: summary.failure.message },
        );
    }

    /** Adds the responses to the tool calls of the answer `id`. Returns the answer that goes on behind them, if one does by itself. */
    async function respond(id: number): Promise<number | null> {
      const answered = conversation.getState().tree.nodes[id]?.message;
      if (answered?.role !== 'assistant' || !answered.calls) return null;
      const responding = await attempt(() => fetched(import('../tools/responding.ts')));
      if (!responding.ok || stopping.signal.aborted) return null;
      const { responsesTo, goesOn } = responding.value;
      const responses = responsesTo(answered, settings.current().tools);
      if (!responses) return null;
      const at = conversation.getState().append(id, responses);
      return goesOn(conversation.getState().tree, at) ? blank(at) : null;
    }

    /** Has the model write the answer `first`, and those behind the responses to its tool calls. */
    async function writeTurn(first: number): Promise<void> {
      for (let id: number | null = first; id !== null; id = await respond(id)) await answer(id);
      set({ streaming: null });
    }

    /** Does nothing unless {@link AnsweringState.isFree}. */
    async function begin(answerToWrite: () => number | null): Promise<void> {
      if (!get().isFree()) return;
      settings.keep();
      const id = answerToWrite();
      if (id === null) return;
      inProgress = writeTurn(id);
      await inProgress;
    }

    const question = (parent: number | null, content: string, attachments: Attachment[] = []) =>
      conversation.getState().append(parent, { role: 'user', content, ...(attachments.length > 0 && { attachments }) });
    /** What the answer `id` saw, for another one like it. */
    const seenBy = (id: number): Pick<Answer, 'view'> => {
      const message = conversation.getState().tree.nodes[id]?.message;
      return message?.role === 'assistant' && message.view ? { view: message.view } : {};
    };
    const parentOf = (id: number) => conversation.getState().tree.nodes[id]?.parent ?? null;

    return {
      streaming: null,
      isFree() {
        const { model, busy } = answerer.getState();
        const canChat = model?.cannotChat === null;
        return canChat && !get().streaming && !busy && conversation.getState().writable;
      },
      send: (text, attachments) => begin(() => blank(question(conversation.getState().tree.leaf, text, attachments))),
      edit: (id, text, attachments) => begin(() => blank(question(parentOf(id), text, attachments))),
      regenerate: (id) => begin(() => blank(parentOf(id)!, seenBy(id))),
      resume: (id) => begin(() => id),
      branch: (id, ids) =>
        begin(() => {
          const from = conversation.getState().tree.nodes[id]?.message;
          if (from?.role !== 'assistant') return null;
          const { seed, sampling, askedToThink, format = null } = from;
          const drawn = { seed, askedToThink, ...(sampling && { sampling }) };
          return blank(parentOf(id)!, { ...seenBy(id), ...drawn, ids: [...ids] }, format);
        }),
      goOn: (id) => begin(() => blank(id)),
      decide(decision) {
        const making = get().streaming?.making;
        if (making?.at === 'asking') decided?.(decision);
        else if (making?.at === 'summarising') writer.stop();
      },
      async stop() {
        if (!get().streaming) return;
        stopping.abort();
        decided?.(null);
        writer.stop();
        await inProgress;
      },
      keep() {
        const { streaming } = get();
        if (streaming && unfinished) conversation.getState().replace(streaming.id, unfinished());
      },
    };
  });
}

export type Answering = ReturnType<typeof createAnswering>;
