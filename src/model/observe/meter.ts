import type { StepTimes } from '../sequence/sampled_token.ts';
import type { Measuring } from '../../vocabulary/configuration.ts';
import {
  describeProgram,
  kernelSets,
  stepNames,
  uniformProgram,
  type ProgramName,
  type Program,
} from '../../vocabulary/program.ts';

/** Tokens that a program ran by itself, untimed, and the time from each to the next. */
export interface Pace {
  set: ProgramName;
  tokens: number;
  ms: number;
}

export interface Measured {
  /** A token timed step by step, and the program that was asked for it; null where the device has no timestamps. */
  sample: (StepTimes & { set: ProgramName }) | null;
  paces: readonly Pace[];
}

/** Which program runs a token, and whether it is timed step by step. */
interface Turn {
  program: Program;
  timed: boolean;
}

/** One token in so many is timed. */
const interval = 8;
/** At the start so many of each program are timed in a row, whatever they take: one to warm up, and one to report. */
const eachAtOnce = 2;

/** The share of an answer's time that other programs may add: they can be many times slower. */
const maxExtraShare = 0.1;

/** Decides which tokens of one answer are timed step by step, and with which program, and records each program's pace. */
export class Meter {
  /** Turns that were submitted and whose tokens are not known yet. */
  readonly #inFlight: (Turn & { other: boolean })[] = [];
  #sinceTimed = 0;
  #timed = 0;
  #others = 0;
  /** Whether the next timed token runs another program. */
  #otherIsDue = false;
  #otherMs = 0;
  #received = 0;
  #firstAt = 0;
  #lastAt = 0;
  /** The turn received last; null where no time counts from it, since after a timed token the GPU had run dry. */
  #last: Turn | null = null;
  readonly #paces = new Map<string, Pace>();
  readonly #warm = new Set<string>();

  constructor(
    private readonly measuring: () => Measuring | null,
    private readonly timestamps: boolean,
    private readonly now: () => number,
  ) {}

  /** The next token's turn while `program` is on. May be asked again before it is {@link submitted}. */
  next(program: Program): Turn {
    const measuring = this.measuring();
    if (!measuring || !this.timestamps) return { program, timed: false };
    const others = measuring.both ? othersThan(program) : [];
    const due = this.#timed < eachAtOnce * 2 * Math.max(1, others.length) || this.#sinceTimed + 1 >= interval;
    if (!due) return { program, timed: false };
    return {
      program: this.#isOthersTurn(program, others) ? others[this.#others % others.length]! : program,
      timed: true,
    };
  }

  /** Whether anything is measured at present. */
  get measures(): boolean {
    return this.measuring() !== null;
  }

  /** What was submitted and is not received yet does not count: the GPU runs dry. */
  dropped(): void {
    this.#inFlight.length = 0;
    this.#last = null;
  }

  submitted(turn: Turn, program: Program): void {
    const other = turn.program !== program;
    this.#inFlight.push({ ...turn, other });
    this.#sinceTimed = turn.timed ? 0 : this.#sinceTimed + 1;
    if (!turn.timed) return;
    this.#timed += 1;
    if (other) this.#others += 1;
    this.#otherIsDue = !other;
  }

  /** Receives the tokens in the order of their turns; the first token has none. Returns what is worth reporting. */
  receive(steps: StepTimes | null): Measured | null {
    const at = this.now();
    // Turns may have been submitted before the first token was known.
    const turn = this.#received === 0 ? undefined : this.#inFlight.shift();
    const ms = at - this.#lastAt;
    this.#lastAt = at;
    this.#received += 1;
    if (!turn) {
      this.#firstAt = at;
      return null;
    }
    if (turn.other) this.#otherMs += ms;
    if (!turn.timed && this.#last && key(this.#last.program) === key(turn.program)) this.#count(turn.program, ms);
    this.#last = turn.timed ? null : turn;
    const sample = steps && this.#isWarm(turn.program) ? { ...steps, set: describeProgram(turn.program) } : null;
    if (!this.measuring() || !(sample || this.#received % interval === 0)) return null;
    return { sample, paces: [...this.#paces.values()].map((pace) => ({ ...pace })) };
  }

  /** Whether the program has been timed before: the first time includes work that the driver does only once. */
  #isWarm(program: Program): boolean {
    const warm = this.#warm.has(key(program));
    this.#warm.add(key(program));
    return warm;
  }

  #isOthersTurn(program: Program, others: readonly Program[]): boolean {
    if (others.length === 0 || !this.#otherIsDue) return false;
    if (this.#others < others.length * eachAtOnce) return true;
    const { tokens, ms } = this.#paces.get(describeProgram(program)) ?? { tokens: 1, ms: 0 };
    const extra = this.#otherMs - this.#others * (ms / tokens);
    return extra <= maxExtraShare * (this.now() - this.#firstAt);
  }

  #count(program: Program, ms: number): void {
    const set = describeProgram(program);
    const pace = this.#paces.get(set) ?? { set, tokens: 0, ms: 0 };
    this.#paces.set(set, { set, tokens: pace.tokens + 1, ms: pace.ms + ms });
  }
}

/** The uniform programs other than the one that is on. */
function othersThan(program: Program): Program[] {
  const on = describeProgram(program);
  return kernelSets.filter((set) => set !== on).map(uniformProgram);
}

function key(program: Program): string {
  return stepNames.map((name) => program[name]).join();
}
