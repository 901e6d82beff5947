/** What happens where a conversation has outgrown the context: its oldest turns make room for the next answer. */
import { refuse, Refusal } from '../../result.ts';
import type { Overflow } from '../../vocabulary/overflow.ts';
import type { EngineApi, SamplingSettings } from '../../worker/api.ts';
import { fit, type Branch } from './fitting.ts';
import type { View } from '../conversations/message.ts';
import { promptOf } from './prompt.ts';

export type Decision = Exclude<Overflow, 'ask'>;

/** Where making room is: the person is asked, or the model writes a summary. */
export type MakingRoom = { at: 'asking'; leftOut: number } | { at: 'summarising'; text: string };

interface Parts {
  engine: Pick<EngineApi, 'chat' | 'countTokens'>;
  branch: Omit<Branch, 'reserve'>;
  /** The largest context that the model can have. */
  maxPositions: number;
  overflow: Overflow;
  /** How a summary is sampled. */
  sampling: SamplingSettings;
  /** Aborted when the person stops the answer. */
  signal: AbortSignal;
  /** Answers with null when the answer is stopped. */
  ask: () => Promise<Decision | null>;
  onProgress: (progress: MakingRoom) => void;
}

const stopped = () => refuse('stopped', 'The answer was stopped before it began.');

/** What the model will see; null for all. Refuses with `stopped`, and with `bad-request` where no room can be made. */
export async function makeRoom(parts: Parts): Promise<View | null> {
  const { branch, overflow, maxPositions, signal, ask, onProgress } = parts;
  const { context } = branch;
  const fitted = await fit(parts.engine, { ...branch, reserve: overflow === 'leave-out' ? 0 : context / 8 });
  if (signal.aborted) stopped();
  if (!fitted.fits) refuse('bad-request', tooLong(branch, fitted.tokens, maxPositions));
  if (fitted.view === null || fitted.leftOut === 0) return fitted.view;
  if (overflow === 'ask') onProgress({ at: 'asking', leftOut: fitted.leftOut });
  const decision = overflow === 'ask' ? await ask() : overflow;
  if (decision === null) stopped();
  return decision === 'summarise' ? { ...fitted.view, summary: await summarise(parts, fitted.view) } : fitted.view;
}

function tooLong({ path, resumed, context }: Parts['branch'], tokens: number, maxPositions: number): string {
  const remedy =
    tokens < maxPositions
      ? 'shorten it, or load the model with a longer context.'
      : `shorten it: this model reads at most ${maxPositions}.`;
  const answered = resumed > 0 || path.at(-1)?.message.role !== 'user';
  const what = answered ? 'This message and its answer so far are' : 'This message alone is';
  return `${what} ${tokens} tokens long, and the context holds ${context}: ${remedy}`;
}

const instruction =
  'Summarise our conversation so far, for yourself: you will not see it any more. Keep what I asked for, what you answered, what was decided, and every name, number and piece of code that may matter later. At most 200 words, in the language of the conversation, without an introduction.';

/**
 * Has the model summarise the turns before `view`, as it saw them: they are the beginning of what the KV cache holds. Null where
 * the person goes on without a summary. Refuses with `bad-request` where the model writes none.
 */
async function summarise({ engine, branch, sampling, signal, onProgress }: Parts, view: View): Promise<string | null> {
  const { path, system, context } = branch;
  const leaving = path.slice(
    0,
    path.findIndex(({ id }) => id === view.from),
  );
  const request = { role: 'user' as const, content: instruction };
  const asked = [...leaving, { id: Number.POSITIVE_INFINITY, message: request }];
  const maxTokens = Math.floor(context / 4);
  onProgress({ at: 'summarising', text: '' });
  // What has grown too long to be summarised as a whole loses its oldest turns, too.
  const fitted = await fit(engine, { ...branch, path: asked, resumed: 0, maxTokens, reserve: 0 });
  if (signal.aborted) stopped();
  let text = '';
  const written = await engine.chat(
    {
      messages: promptOf(system, asked, fitted.view),
      thinking: false,
      tools: branch.tools,
      sampling,
      maxTokens,
    },
    (event) => {
      if (event.type !== 'text' || event.channel !== 'answer') return;
      text += event.text;
      onProgress({ at: 'summarising', text });
    },
  );
  if (signal.aborted) stopped();
  if (!written.ok) throw new Refusal(written.failure);
  if (written.value.finish === 'stopped') return null;
  return (
    text.trim() ||
    refuse(
      'bad-request',
      'The model wrote no summary of what no longer fits the context: choose to leave it out in the settings, or load the model with a longer context.',
    )
  );
}
