import type { Variant } from '../kernels/variants/variant.ts';
import { generate } from '../model/sequence/generate.ts';
import type { Meter } from '../model/observe/meter.ts';
import { runWatched } from '../model/observe/run_watched.ts';
import type { TokenStatistics } from '../model/observe/token_statistics.ts';
import type { Program } from '../vocabulary/program.ts';
import type { RecordedProgram } from '../model/pass/programs/recordings.ts';
import { Drafter } from '../model/speculation/drafter.ts';
import type { Session } from '../model/sequence/session.ts';
import { refuse } from '../result.ts';
import { unlessStopped } from '../lab/diagnose/stopped.ts';
import { jsonAnswer } from '../lab/json_answer.ts';
import { joined } from '../tokenizer/stream/answer_stream.ts';
import { ToldAnswer } from '../tokenizer/stream/told_answer.ts';
import type { ChatEvent, ChatRequest, ChatSummary, Conversed, Trouble } from './api.ts';
import type { Model } from '../lab/model.ts';
import { TokenMonitor } from '../lab/token_monitor.ts';

/** Which kernels answer, and how they are watched. */
export interface AnswerKernels {
  /** Called before every batch and every token. */
  program: () => Program;
  variants: readonly Variant[];
  /** Whether to wait for kernels that are still being compiled; otherwise the answer begins without them. */
  patient: () => boolean;
  watchdog: boolean;
  speculating: boolean;
  watching: () => boolean;
  lensed: () => boolean;
}

/**
 * Answers a conversation. The part that the cache already holds is reused, so that a further turn prefills only what is new.
 * A stop takes effect before another token is shown. Refuses with `no-tokenizer`; with `bad-request` when it does not fit; with
 * `stopped` while the prompt is made.
 */
export async function answer(
  model: Model,
  request: ChatRequest,
  kernels: AnswerKernels,
  meter: Meter,
  signal: AbortSignal,
  onEvent: (event: ChatEvent) => void,
): Promise<ChatSummary> {
  const { info, eosIds, tokenizer, session } = model;
  if (!tokenizer) refuse('no-tokenizer', info.cannotChat!);
  const resume = request.resume ?? [];
  const prompt = await unlessStopped(signal, tokenizer.chatPrompt(request.messages, request));
  const ids = [...prompt.ids, ...resume];
  const constraint = request.format ? await jsonAnswer(model, request.format, { ...request, ...prompt }) : null;
  for (const id of resume) constraint?.push(id);
  if (ids.length >= info.context) {
    refuse(
      'bad-request',
      `The conversation is ${ids.length} tokens long and the context holds ${info.context}: start a new chat, shorten a message, or load the model with a longer context.`,
    );
  }

  const started = performance.now();
  const elapsed = () => performance.now() - started;
  // The last token always runs: the answer starts from its logits.
  const cached = Math.min(commonPrefix(ids, session.ids), ids.length - 1);
  session.rewind(cached);
  const prefill = (done: number) => onEvent({ type: 'prefill', cached, done, total: ids.length - cached });
  prefill(0);
  const { program, variants, patient } = kernels;
  const { sampling, maxTokens } = request;
  const impatient = () => variants.length === 0 && !patient();
  const prepare = () =>
    impatient()
      ? session.programs.prepareSoon(program(), sampling, constraint !== null)
      : session.programs.prepareToSample(program(), variants, sampling, constraint !== null);
  const watch = new TokenMonitor(model);
  const report = (statistics: TokenStatistics | null) => {
    if (!statistics) return;
    const name = tokenizer.spell(session.sequence.context[statistics.position]!);
    onEvent({ type: 'statistics', figures: watch.figures(statistics), name });
  };
  // All others attend to the first token. While watching, it runs alone, for its statistics.
  const alone = kernels.watching() && cached === 0 && ids.length > 1 ? 1 : 0;
  if (alone) report(await runWatched(session, await prepare(), ids[0]!));
  let begun = true;
  for (let at = cached + alone; begun && at < ids.length; at = session.ids.length) {
    begun = await session.prefill(await prepare(), ids.slice(at, at + session.options.chunk), signal);
    if (begun) prefill(session.ids.length - cached);
  }

  const stream = tokenizer.answerStream(prompt.start, (request.tools ?? []).length > 0);
  if (resume.length > 0) {
    const said = joined(resume.flatMap((id) => stream.push(id)));
    onEvent({ type: 'resumed', thinking: said.thinking, content: said.answer, calls: said.calls });
  }
  const told = new ToldAnswer((part) => onEvent({ type: 'text', ...part }), elapsed);
  told.contextUsed = session.ids.length;

  const { finish, speculation } = begun
    ? await generate(
        session,
        {
          ...kernels,
          impatient,
          sampling,
          constraint,
          eosIds,
          maxTokens,
          resumed: resume.length,
          signal,
          meter,
          // A fault need not be the same to the bit in every kernel that has it.
          speculation:
            kernels.speculating && variants.length === 0
              ? { account: session.speculation, drafter: new Drafter(session.ids) }
              : null,
        },
        ({ id, steps, statistics }, used) => {
          told.tokens += 1;
          told.contextUsed = used;
          told.arrive([id]);
          told.show(stream.push(id));
          const measured = meter.receive(steps);
          if (measured) onEvent({ type: 'steps', ...measured });
          report(statistics);
        },
      )
    : { finish: 'stopped' as const, speculation: null };
  told.end(stream.flush());
  const trouble = finish === 'collapsed' ? await whereCollapsed(session, await prepare(), watch) : null;

  return {
    finish,
    promptTokens: prompt.ids.length,
    cachedTokens: cached,
    contextUsed: session.ids.length,
    ...told.figures(),
    ...(speculation && speculation.proposed > 0 && { speculation }),
    ...(trouble && { trouble }),
  };
}

/** Tokens of a text, or of the prompt that a conversation becomes. Refuses with `no-tokenizer`. */
export async function countTokens({ info, tokenizer }: Model, of: { text: string } | Conversed): Promise<number> {
  if (!tokenizer) refuse('no-tokenizer', info.cannotChat!);
  const ids = 'text' in of ? await tokenizer.encode(of.text) : (await tokenizer.chatPrompt(of.messages, of)).ids;
  return ids.length;
}

/** Runs the last token again, watched: its logits say that numbers collapsed, its layers say where. */
async function whereCollapsed(
  session: Session,
  recorded: RecordedProgram,
  watch: TokenMonitor,
): Promise<Trouble | null> {
  const last = session.ids.at(-1)!;
  session.rewind(session.ids.length - 1);
  return watch.figures(await runWatched(session, recorded, last)).trouble;
}

function commonPrefix(a: readonly number[], b: readonly number[]): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return i;
  return shorter;
}
