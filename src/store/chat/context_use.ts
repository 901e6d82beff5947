import { attempt } from '../../result.ts';
import { createStore } from 'zustand/vanilla';
import type { Conversation } from '../conversations/conversation.ts';
import { fetched } from '../fetched.ts';
import { isSameModel } from '../conversations/same_model.ts';
import { pathTo } from '../conversations/tree.ts';
import { declaredTools } from '../tools/declared.ts';
import type { Answerer } from './answerer.ts';
import type { Answering } from './answering.ts';
import { messageOf } from './composing.ts';
import type { Fitted } from './fitting.ts';
import { lastView } from './view.ts';
import type { ConversationSettings } from './conversation_settings.ts';

/** What the next prompt would take, counted while it is typed. */
export interface ContextUseState {
  /** Null while an answer runs, where there is nothing to ask, and where nobody can count: then the last answer says what is used. */
  next: Fitted | null;
}

interface Parts {
  answerer: Answerer;
  conversation: Conversation;
  answering: Answering;
  settings: ConversationSettings;
  /** Runs the last of several calls in a row, once they have paused. */
  debounce: (run: () => void) => void;
}

export function createContextUse({ answerer, conversation, answering, settings, debounce }: Parts) {
  const store = createStore<ContextUseState>()(() => ({ next: null }));
  let counted: unknown[] = [];

  /** All that the count depends on. */
  function inputs() {
    const { model, answers } = answerer.getState();
    const { tree, draft, attached } = conversation.getState();
    const { system, thinking, maxTokens, tools, overflow } = settings.current();
    return {
      model,
      countable: model !== null && answers().countTokens !== null,
      tree,
      draft,
      attached,
      idle: !answering.getState().streaming,
      system,
      thinking,
      maxTokens,
      tools,
      overflow,
    };
  }

  function question({ model, countable, tree, draft, attached, idle }: ReturnType<typeof inputs>) {
    if (!model || model.cannotChat !== null || !countable || !idle) return null;
    const path = pathTo(tree, tree.leaf);
    if (draft.trim() || attached.length > 0) {
      const { text, attachments } = messageOf(draft, attached);
      return [...path, { id: tree.nodes.length, message: { role: 'user' as const, content: text, attachments } }];
    }
    const last = path.at(-1)?.message;
    const answered = last?.role === 'assistant' && last.figures !== null && isSameModel(last.model, model);
    return path.length === 0 || answered ? null : path;
  }

  async function count(): Promise<void> {
    const now = inputs();
    const path = question(now);
    const { countTokens } = answerer.getState().answers();
    if (!path || !now.model || !countTokens) return;
    const { system, thinking, maxTokens, model } = now;
    const branch = {
      system,
      path,
      seen: lastView(path),
      thinking,
      maxTokens,
      resumed: 0,
      context: model.context,
      reserve: 0,
    };
    const fitted = await attempt(async () => {
      const [{ fit }, tools] = await Promise.all([fetched(import('./fitting.ts')), declaredTools(now.tools, model)]);
      return fit({ countTokens }, { ...branch, tools });
    });
    // What was typed meanwhile is counted next.
    if (!question(inputs())) return;
    // Where nothing is asked, no message is too long: the next one may leave out all before it.
    const { message } = path.at(-1)!;
    const isAnswered = message.role === 'tool' || (message.role === 'assistant' && message.figures !== null);
    store.setState({ next: fitted.ok ? { ...fitted.value, fits: fitted.value.fits || isAnswered } : null });
  }

  function changed(): void {
    const now = inputs();
    const values = Object.values(now);
    if (values.every((value, index) => value === counted[index])) return;
    counted = values;
    if (question(now)) debounce(() => void count());
    else store.setState({ next: null });
  }

  for (const each of [answerer, conversation, answering, settings]) each.subscribe(changed);
  return store;
}
