import type { Variant } from '../../kernels/variants/variant.ts';
import { drawsOnGpu } from './sample_token.ts';
import type { Drawn } from './sampled_token.ts';
import type { Meter } from '../observe/meter.ts';
import type { Program } from '../../vocabulary/program.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import type { Session } from './session.ts';
import { mostInFlight } from './session_buffers.ts';
import type { FinishReason } from '../../vocabulary/finish_reason.ts';

export interface Generation {
  /** Asked before every token, so that a change acts on the next one submitted. */
  program: () => Program;
  /** How its kernels differ from those on file. */
  variants?: readonly Variant[];
  /** Asked before every token: whether it may run what is compiled already, while the program's kernels on file are not. */
  impatient?: () => boolean;
  sampling: SamplingSettings;
  /** Ids that end the turn. */
  eosIds: readonly number[];
  maxTokens: number;
  signal: AbortSignal;
  /** Whether to end the answer where the logits say nothing at all: looked at after the first token and wherever one repeats. */
  watchdog?: boolean;
  /** Asked before every token: whether to say what it left. */
  watching?: () => boolean;
  /** Has some tokens timed step by step, and may have them run another program. It is told of every token by the caller. */
  meter?: Meter;
}

export interface Generated {
  finish: FinishReason;
  /** The id that ended the turn, if one did. It is not told before. */
  endedBy: number | null;
}

/**
 * Draws tokens after a prefill and tells each as soon as it is known. Where the GPU draws, up to `mostInFlight` are under
 * way; what was run beyond the last one told is forgotten. The last token told need not have been run.
 */
export async function generate(
  session: Session,
  {
    program,
    variants = [],
    impatient,
    sampling,
    eosIds,
    maxTokens,
    signal,
    watchdog = false,
    watching,
    meter,
  }: Generation,
  onToken: (drawn: Drawn, contextUsed: number) => void,
): Promise<Generated> {
  const ended = (finish: FinishReason, endedBy: number | null = null) => ({ finish, endedBy });
  const known: number[] = [];
  /** Passes submitted on drawn tokens, and how many of those tokens the session has been told. */
  let passes = 0;
  let confirmed = 0;
  const confirm = () => {
    for (; confirmed < Math.min(passes, known.length); confirmed++) session.confirm(known[confirmed]!);
  };
  const prepare = (wanted: Program) =>
    impatient?.() ? session.prepareSoon(wanted, sampling) : session.prepareToDraw(wanted, variants, sampling);
  session.begin(sampling);
  let recorded = await prepare(program());
  let onGpu = drawsOnGpu(recorded);
  const inFlight = [underWay(session.draw(recorded, sampling, 0))];

  const runAhead = async () => {
    while (inFlight.length < mostInFlight && passes + 1 < maxTokens && session.room > 0) {
      const wanted = program();
      const turn = meter?.next(wanted) ?? { program: wanted, timed: false };
      recorded = await prepare(turn.program);
      const steps = turn.timed ? await session.stepTimer() : null;
      const live = watching?.() ? await session.liveStatistics() : null;
      const next = drawsOnGpu(recorded);
      // A token that the CPU draws has to be known before it is run, and all before it to be drawn.
      if (inFlight.length > 0 && !(onGpu && next)) return;
      onGpu = next;
      passes += 1;
      inFlight.push(underWay(session.advance(recorded, sampling, passes, { steps, live })));
      meter?.submitted(turn, wanted);
      confirm();
    }
  };

  try {
    for (;;) {
      if (signal.aborted) return ended('stopped');
      await runAhead();
      const next = inFlight.shift();
      if (!next) return ended(known.length >= maxTokens ? 'max-tokens' : 'context-full');
      const drawn = await next;
      if (signal.aborted) return ended('stopped');
      const suspect = known.length === 0 || known.at(-1) === drawn.id;
      if (watchdog && suspect && (await session.collapsed())) return ended('collapsed');
      known.push(drawn.id);
      confirm();
      if (eosIds.includes(drawn.id)) return ended('end-of-turn', drawn.id);
      onToken(drawn, session.ids.length);
      if (known.length >= maxTokens) return ended('max-tokens');
    }
  } finally {
    // What is still under way is surplus: waited for, since it holds readback slots, and then forgotten.
    await Promise.allSettled(inFlight);
    session.rewind(session.ids.length);
  }
}

/** Its failure is dealt with when its turn comes, and is no unhandled one until then. */
function underWay<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
