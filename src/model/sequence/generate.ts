import type { Variant } from '../../kernels/variants/variant.ts';
import type { FinishReason } from '../../vocabulary/finish_reason.ts';
import type { Program } from '../../vocabulary/program.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import type { Meter } from '../observe/meter.ts';
import type { Constraint } from '../sampling/constraint.ts';
import { NoFiniteLogit } from '../sampling/no_finite_logit.ts';
import type { RecordedProgram } from '../pass/programs/recordings.ts';
import { collapsed } from './collapse.ts';
import { Decoder, samplerOf } from './decoder.ts';
import type { SampledToken } from './sampled_token.ts';
import type { Session } from './session.ts';
import { maxInFlight } from './session_buffers.ts';

interface Generation {
  /** Asked before every token, so that a change acts on the next one submitted. */
  program: () => Program;
  /** How its kernels differ from those on file. */
  variants?: readonly Variant[];
  /** Asked before every token: whether kernels that are compiled already may run while the program's are being compiled. */
  impatient?: () => boolean;
  sampling: SamplingSettings;
  /** Decides what each token may be: it is asked once the one before is known, so that one token is in flight. */
  constraint?: Constraint | null;
  /** Ids that end the turn. */
  eosIds: readonly number[];
  maxTokens: number;
  /** Tokens of the answer that the prompt holds already: sampling goes on with the random numbers behind theirs. */
  resumed?: number;
  signal: AbortSignal;
  /** Whether to end the answer where the logits carry no information: checked at the first token and wherever one repeats. */
  watchdog?: boolean;
  /** Asked before every token: whether to take its statistics. */
  watching?: () => boolean;
  /** Asked where statistics are taken: whether to take the logit lens, too. */
  lensed?: () => boolean;
  /** Picks tokens to be timed step by step, and may have them run another program. The caller passes it every token. */
  meter?: Meter;
}

interface Generated {
  finish: FinishReason;
  /** The id that ended the turn, if one did. `onToken` does not receive it. */
  endedBy: number | null;
}

/**
 * Samples tokens after a prefill and passes each to `onToken` as soon as it is known. Where the GPU samples, up to
 * {@link maxInFlight} tokens are in flight; the sequence forgets those beyond the last one passed on, which itself need not
 * have been run.
 */
export async function generate(
  session: Session,
  generation: Generation,
  onToken: (token: SampledToken, contextUsed: number) => void,
): Promise<Generated> {
  let known = 0;
  const ran = await run(session, generation, false, (token, contextUsed) => {
    known += 1;
    onToken(token, contextUsed);
  });
  if (ran !== 'doubtful') return ran;
  // Logits collapsed somewhere between the last token passed on and the last one in flight. The former runs again, then the others one by one.
  const { program, signal, maxTokens, resumed = 0 } = generation;
  const last = session.ids.at(-1)!;
  session.rewind(session.ids.length - 1);
  const recorded = await prepare(session, generation, program());
  if (!(await session.prefill(recorded, [last], signal))) return { finish: 'stopped', endedBy: null };
  const rest = { ...generation, maxTokens: maxTokens - known, resumed: resumed + known };
  const after = await run(session, rest, true, onToken);
  if (after === 'doubtful') throw new Error('with one token in flight there is no doubt which one collapsed');
  return after;
}

function prepare(
  { programs }: Session,
  { variants = [], impatient, sampling, constraint = null }: Generation,
  wanted: Program,
): Promise<RecordedProgram> {
  return impatient?.()
    ? programs.prepareSoon(wanted, sampling, constraint !== null)
    : programs.prepareToSample(wanted, variants, sampling, constraint !== null);
}

/**
 * Returns `doubtful` where a token in flight collapsed, and it may be another one than the next. `careful` keeps one in flight and looks
 * at the logits of each.
 */
async function run(
  session: Session,
  generation: Generation,
  careful: boolean,
  onToken: (token: SampledToken, contextUsed: number) => void,
): Promise<Generated | 'doubtful'> {
  const { program, sampling, constraint = null, eosIds, maxTokens, resumed = 0 } = generation;
  const { signal, watchdog = false, watching, lensed, meter } = generation;
  const { sequence, instruments } = session;
  const ended = (finish: FinishReason, endedBy: number | null = null) => ({ finish, endedBy });
  const decoder = new Decoder(session, sampling, resumed, constraint);
  const ahead = careful || constraint ? 1 : maxInFlight;
  const started = await prepare(session, generation, program());
  const inFlight = [handledLater(decoder.first(started))];
  // They are copied before another token overwrites them. Where the CPU samples, none is in flight meanwhile.
  const firstLogits = watchdog && samplerOf(started) === 'gpu' ? handledLater(session.logits()) : null;

  const runAhead = async () => {
    while (inFlight.length < ahead && sequence.sampled - resumed < maxTokens && sequence.room > 0) {
      const wanted = program();
      const turn = meter?.next(wanted) ?? { program: wanted, timed: false };
      const recorded = await prepare(session, generation, turn.program);
      const steps = turn.timed ? await instruments.stepTimer() : null;
      const watcher = watching?.() ? await instruments.watcher() : null;
      const lens = watcher && lensed?.() ? await instruments.lens() : null;
      if (!sequence.maySample(samplerOf(recorded))) return;
      inFlight.push(handledLater(decoder.next(recorded, { pass: session.timer, steps, watcher, lens })));
      meter?.submitted(turn, wanted);
    }
  };

  let known = 0;
  let last: number | null = null;
  try {
    for (;;) {
      if (signal.aborted) return ended('stopped');
      await runAhead();
      const next = inFlight.shift();
      if (!next) return ended(known >= maxTokens ? 'max-tokens' : 'context-full');
      const token = await (watchdog ? unlessCollapsed(next) : next);
      if (signal.aborted) return ended('stopped');
      if (token === null) return ended('collapsed');
      if (watchdog && known === 0 && collapsed(await (firstLogits ?? session.logits()))) return ended('collapsed');
      if (watchdog && known > 0 && (token.id === last || careful)) {
        await Promise.allSettled(inFlight);
        if (collapsed(await session.logits())) return inFlight.length > 0 ? 'doubtful' : ended('collapsed');
      }
      sequence.learn(token.id);
      constraint?.push(token.id);
      known += 1;
      last = token.id;
      if (eosIds.includes(token.id)) return ended('end-of-turn', token.id);
      onToken(token, sequence.length);
      if (known >= maxTokens) return ended('max-tokens');
    }
  } finally {
    // Tokens still in flight are surplus. They hold readback slots, so they are waited for, and then forgotten.
    await Promise.allSettled([...inFlight, firstLogits]);
    sequence.rewind(sequence.length);
  }
}

/** The token; null where none of its logits is finite. */
async function unlessCollapsed(token: Promise<SampledToken>): Promise<SampledToken | null> {
  try {
    return await token;
  } catch (error) {
    if (error instanceof NoFiniteLogit) return null;
    throw error;
  }
}

/** Suppresses unhandledrejection; whoever awaits the promise still sees the error. */
function handledLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
