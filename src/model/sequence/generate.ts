import type { Variant } from '../../kernels/variants/variant.ts';
import type { FinishReason } from '../../vocabulary/finish_reason.ts';
import type { Program } from '../../vocabulary/program.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import type { Meter } from '../observe/meter.ts';
import type { Constraint } from '../sampling/constraint.ts';
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
  {
    program,
    variants = [],
    impatient,
    sampling,
    constraint = null,
    eosIds,
    maxTokens,
    resumed = 0,
    signal,
    watchdog = false,
    watching,
    meter,
  }: Generation,
  onToken: (token: SampledToken, contextUsed: number) => void,
): Promise<Generated> {
  const { sequence, programs, instruments } = session;
  const ended = (finish: FinishReason, endedBy: number | null = null) => ({ finish, endedBy });
  const prepare = (wanted: Program) =>
    impatient?.()
      ? programs.prepareSoon(wanted, sampling, constraint !== null)
      : programs.prepareToSample(wanted, variants, sampling, constraint !== null);
  const decoder = new Decoder(session, sampling, resumed, constraint);
  const depth = constraint ? 1 : maxInFlight;
  const inFlight = [handledLater(decoder.first(await prepare(program())))];

  const runAhead = async () => {
    while (inFlight.length < depth && sequence.sampled - resumed < maxTokens && sequence.room > 0) {
      const wanted = program();
      const turn = meter?.next(wanted) ?? { program: wanted, timed: false };
      const recorded = await prepare(turn.program);
      const steps = turn.timed ? await instruments.stepTimer() : null;
      const watcher = watching?.() ? await instruments.watcher() : null;
      if (!sequence.maySample(samplerOf(recorded))) return;
      inFlight.push(handledLater(decoder.next(recorded, { pass: session.timer, steps, watcher })));
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
      const token = await next;
      if (signal.aborted) return ended('stopped');
      const suspect = known === 0 || token.id === last;
      if (watchdog && suspect && collapsed(await session.logits())) return ended('collapsed');
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
    await Promise.allSettled(inFlight);
    sequence.rewind(sequence.length);
  }
}

/** Suppresses unhandledrejection; whoever awaits the promise still sees the error. */
function handledLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
