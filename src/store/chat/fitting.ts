import { Refusal } from '../../result.ts';
import type { ToolDeclaration } from '../../vocabulary/tool_declaration.ts';
import type { EngineApi } from '../../worker/api.ts';
import type { Message, View } from '../conversations/message.ts';
import type { Placed } from '../conversations/tree.ts';
import { promptOf } from './prompt.ts';
import { trim } from './trimming.ts';

/** A branch that is to be answered, and what bounds it. */
export interface Branch {
  system: string;
  /** From the first question to the newest one. */
  path: readonly Placed<Message>[];
  /** What was seen of it last; null for all. */
  seen: View | null;
  thinking: boolean;
  tools: readonly ToolDeclaration[];
  /** Tokens of the answer that are there already. */
  resumed: number;
  maxTokens: number;
  /** Tokens that the KV cache has room for. */
  context: number;
  /** Tokens to keep free for a summary of what has to be left out. */
  reserve: number;
}

export interface Fitted {
  /** Null for all of it. */
  view: View | null;
  /** Of the prompt, and of the answer as far as it is there. */
  tokens: number;
  /** False where the newest question alone is longer than the context. */
  fits: boolean;
  /** How many questions the answer before saw that this one does not. */
  leftOut: number;
}

/** What a model can see of a branch. Refuses as counting its tokens does. */
export async function fit(engine: Pick<EngineApi, 'countTokens'>, branch: Branch): Promise<Fitted> {
  const { system, path, seen, thinking, tools, resumed, maxTokens, context, reserve } = branch;
  const questions = path.flatMap(({ id, message }) => (message.role === 'user' ? [id] : []));
  const before = seen === null ? 0 : questions.indexOf(seen.from);

  function viewFrom(first: number): View | null {
    if (first === 0) return null;
    return first === before ? seen : { from: questions[first]!, summary: null };
  }

  async function tokens(first: number): Promise<number> {
    const counted = await engine.countTokens({ messages: promptOf(system, path, viewFrom(first)), thinking, tools });
    if (!counted.ok) throw new Refusal(counted.failure);
    return counted.value + resumed + (first > before ? reserve : 0);
  }

  const { first, tokens: taken, fits } = await trim({ count: questions.length, before, context, maxTokens, tokens });
  const left = Math.max(0, first - before);
  return { view: viewFrom(first), tokens: taken - (left > 0 ? reserve : 0), fits, leftOut: left };
}
