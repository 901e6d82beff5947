import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { ChatSummary } from '../../worker/api.ts';
import { type Cells, validated } from '../storage.ts';
import { append, choose, emptyTree, isSound, replace, type Tree } from './tree.ts';
import { finishReasonSchema } from '../../vocabulary/finish_reason.ts';
import { troubleKindSchema, watchedStageSchema } from '../../vocabulary/token_statistics.ts';

const troubleSchema = v.object({
  layer: v.number(),
  stage: watchedStageSchema,
  kind: troubleKindSchema,
  count: v.number(),
  of: v.number(),
  absmax: v.number(),
});

const figuresSchema = v.object({
  finish: finishReasonSchema,
  promptTokens: v.number(),
  cachedTokens: v.number(),
  tokens: v.number(),
  contextUsed: v.number(),
  timeToFirstTokenMs: v.number(),
  decodeMs: v.number(),
  thinkingMs: v.nullable(v.number()),
  trouble: v.exactOptional(troubleSchema),
}) satisfies v.GenericSchema<unknown, ChatSummary>;

const questionSchema = v.object({ role: v.literal('user'), content: v.string() });

const answerSchema = v.object({
  role: v.literal('assistant'),
  content: v.string(),
  thinking: v.string(),
  /** The checkpoint that answered: its name and hash. */
  model: v.object({ name: v.string(), hash: v.string() }),
  seed: v.number(),
  /** Null while the answer streams, where it failed, and where the page was closed before its end. */
  figures: v.nullable(figuresSchema),
  /** Why there is no complete answer; null where there is one. */
  failure: v.nullable(v.string()),
});

const messageSchema = v.variant('role', [questionSchema, answerSchema]);
const id = v.pipe(v.number(), v.integer(), v.minValue(0));
const treeSchema = v.pipe(
  v.object({ nodes: v.array(v.object({ parent: v.nullable(id), message: messageSchema })), leaf: v.nullable(id) }),
  v.check(isSound),
);
const storedSchema = v.object({ tree: treeSchema, previous: v.nullable(treeSchema) });

export type Question = v.InferOutput<typeof questionSchema>;
export type Answer = v.InferOutput<typeof answerSchema>;
export type Message = Question | Answer;

export interface ConversationState {
  tree: Tree<Message>;
  /** The conversation before the last "new chat", so that an accidental click loses nothing. */
  previous: Tree<Message> | null;
  /** Adds a message and shows its branch; returns its id. */
  append: (parent: number | null, message: Message) => number;
  replace: (id: number, message: Message) => void;
  choose: (id: number) => void;
  startAnew: () => void;
  restore: () => void;
}

export function createConversation(cells: Cells | null, onUnsaved: (reason: string) => void) {
  return createStore<ConversationState>()(
    persist(
      (set, get) => ({
        tree: emptyTree(),
        previous: null,
        append(parent, message) {
          const { tree } = get();
          set({ tree: append(tree, parent, message) });
          return tree.nodes.length;
        },
        replace: (id, message) => set(({ tree }) => ({ tree: replace(tree, id, message) })),
        choose: (id) => set(({ tree }) => ({ tree: choose(tree, id) })),
        startAnew: () => set(({ tree }) => (tree.nodes.length ? { tree: emptyTree(), previous: tree } : {})),
        restore: () =>
          set(({ tree, previous }) => (previous ? { tree: previous, previous: tree.nodes.length ? tree : null } : {})),
      }),
      {
        name: 'plumbline.conversation',
        version: 1,
        storage: validated<v.InferOutput<typeof storedSchema>>(cells, 1, storedSchema, onUnsaved),
        partialize: ({ tree, previous }) => ({ tree, previous }),
      },
    ),
  );
}

export type Conversation = ReturnType<typeof createConversation>;
