import type { Variant } from '../../kernels/variants/variant.ts';
import type { FinishReason } from '../../vocabulary/finish_reason.ts';
import type { Program } from '../../vocabulary/program.ts';
import type { SamplingSettings } from '../../vocabulary/sampling_settings.ts';
import type { Meter } from '../observe/meter.ts';
import type { Constraint } from '../sampling/constraint.ts';
import { NoFiniteLogit } from '../sampling/no_finite_logit.ts';
import type { RecordedProgram } from '../pass/programs/recordings.ts';
import { collapsed } from './collapse.ts';
import { Speculator, type Speculation, type SpeculationFigures } from '../speculation/speculator.ts';
import { maxFew } from '../../vocabulary/batch_shape.ts';
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
  /** Proposes ids that will probably be sampled, as long as that pays; the ids are the same as without. */
  speculation?: Speculation | null;
  /** Picks tokens to be timed step by step, and may have them run another program. The caller passes it every token. */
  meter?: Meter;
}

interface Generated {
  finish: FinishReason;
  /** The id that ended the turn, if one did. `onToken` does not receive it. */
  endedBy: number | null;
  /** What speculation did; null where there was none. */
  speculation: SpeculationFigures | null;
}

/** Tokens that come together: one, or those of a batch that was proposed. */
interface Flight {
  tokens: Promise<(SampledToken | NoFiniteLogit)[]>;
  proposed: boolean;
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
  if (!(await session.prefill(recorded, [last], signal)))
    return { finish: 'stopped', endedBy: null, speculation: null };
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
  const { signal, watchdog = false, watching, lensed, meter, speculation = null } = generation;
  const { sequence, instruments } = session;
  const decoder = new Decoder(session, sampling, resumed, constraint);
  const ahead = careful || constraint ? 1 : maxInFlight;
  const started = await prepare(session, generation, program());
  const speculator = speculation && ahead > 1 ? new Speculator(sequence, speculation) : null;
  const inFlight: Flight[] = [plain(decoder.first(started))];
  // They are copied before another token overwrites them. Where the CPU samples, none is in flight meanwhile.
  const firstLogits = watchdog && samplerOf(started) === 'gpu' ? handledLater(session.logits()) : null;

  const runAhead = async () => {
    while (inFlight.length < ahead) {
      if (speculator?.waits) return;
      const most = Math.min(maxFew, maxTokens - (sequence.sampled - resumed), sequence.room);
      if (most < 1) return;
      const wanted = program();
      const turn = meter?.next(wanted) ?? { program: wanted, timed: false };
      const recorded = await prepare(session, generation, turn.program);
      const steps = turn.timed ? await instruments.stepTimer() : null;
      const watcher = watching?.() ? await instruments.watcher() : null;
      const lens = watcher && lensed?.() ? await instruments.lens() : null;
      if (!sequence.maySample(samplerOf(recorded))) return;
      const guesses = !meter?.measures && !watcher && samplerOf(recorded) === 'gpu';
      const guess = (guesses && speculator?.next(most)) || [];
      const batch = sequence.proposal(guess.length);
      const recording = guess.length > 0 ? session.fewNow(recorded, batch) : null;
      if (recording) {
        speculator!.submitted(guess);
        for (let row = 0; row < batch.tokens; row += 1) meter?.submitted(turn, wanted);
        inFlight.push({ tokens: handledLater(decoder.propose(recording, guess)), proposed: true });
        continue;
      }
      speculator?.submittedPlain(inFlight.length === 0);
      meter?.submitted(turn, wanted);
      inFlight.push(plain(decoder.next(recorded, { pass: session.timer, steps, watcher, lens })));
    }
  };

  let known = 0;
  let last: number | null = null;
  const ended = (finish: FinishReason, endedBy: number | null = null): Generated => {
    return { finish, endedBy, speculation: speculator?.end() ?? null };
  };
  try {
    for (;;) {
      if (signal.aborted) return ended('stopped');
      await runAhead();
      const flight = inFlight.shift();
      if (!flight) return ended(known >= maxTokens ? 'max-tokens' : 'context-full');
      const tokens = await arrived(flight);
      if (signal.aborted) return ended('stopped');
      let held = true;
      for (const [row, token] of tokens.entries()) {
        if (token instanceof NoFiniteLogit) {
          if (watchdog) return ended('collapsed');
          throw token;
        }
        if (watchdog && known === 0 && collapsed(await (firstLogits ?? session.logits()))) return ended('collapsed');
        if (watchdog && known > 0 && (token.id === last || careful)) {
          await settled(inFlight);
          const more = inFlight.length > 0 || row < tokens.length - 1;
          if (collapsed(await session.logits())) return more ? 'doubtful' : ended('collapsed');
        }
        const assumed = sequence.assumed > 0;
        held = sequence.learn(token.id);
        speculator?.learnt(token.id, assumed && held, performance.now());
        constraint?.push(token.id);
        known += 1;
        last = token.id;
        if (eosIds.includes(token.id)) return ended('end-of-turn', token.id);
        onToken(token, sequence.length);
        if (known >= maxTokens) return ended('max-tokens');
        if (!held) break;
      }
      if (held && flight.proposed) speculator?.wasRight();
      if (held) continue;
      speculator?.wasWrong();
      meter?.dropped();
      await settled(inFlight);
      inFlight.length = 0;
    }
  } finally {
    // Tokens still in flight are surplus. They hold readback slots, so they are waited for, and then forgotten.
    await settled(inFlight);
    await firstLogits?.catch(() => {});
    sequence.rewind(sequence.length);
  }
}

function plain(token: Promise<SampledToken>): Flight {
  return { tokens: handledLater(token.then((one) => [one])), proposed: false };
}

/** The tokens, with the error of one of which no logit is finite in its place. */
async function arrived({ tokens }: Flight): Promise<(SampledToken | NoFiniteLogit)[]> {
  try {
    return await tokens;
  } catch (error) {
    if (error instanceof NoFiniteLogit) return [error];
    throw error;
  }
}

async function settled(flights: readonly Flight[]): Promise<void> {
  await Promise.allSettled(flights.map(({ tokens }) => tokens));
}

/** Suppresses unhandledrejection; whoever awaits the promise still sees the error. */
function handledLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
