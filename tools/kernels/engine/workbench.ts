import { openDevice, type Gpu, type WantedFeature } from '../../../src/gpu/device.ts';
import { invalidity } from '../../../src/gpu/invalidity.ts';
import type { KernelSource } from '../../../src/gpu/kernel_cache.ts';
import { record, Recorder } from '../../../src/gpu/recording.ts';
import { copyBandwidth } from '../../../src/kernels/bench/copy_bandwidth.ts';
import type { Judgement, Sizes } from '../../../src/kernels/checking/check.ts';
import type { KernelCheck } from '../../../src/kernels/checking/kernel_check.ts';
import { inWords, prepare, type Prepared } from '../../../src/kernels/checking/run.ts';
import type { WeightType } from '../../../src/kernels/formats/formats.ts';
import { tuningFor, type Tuning } from '../../../src/kernels/tuning.ts';
import { describeKernel, messageText, type KernelText } from '../../../src/kernels/wgsl/messages.ts';
import { settleChoice, type RunChoice } from './choice.ts';
import { flatten, override, watchReads } from './overrides.ts';
import { timeCase, type Timing } from './timing.ts';

/** What came of running a kernel. */
export interface Report {
  name: string;
  seed: number;
  sizes: Sizes;
  format: WeightType | null;
  /** Sizes, format and the like in words. */
  shape: string;
  /** Null where it did not run. */
  judgement: Judgement | null;
  /** Why it did not run or was not judged, in one line. */
  trouble: string | null;
  /** Bytes that it has to read and write. */
  bytes: number;
  timing: Timing | null;
  kernels: KernelText[];
  /** The parts of the tuning that were read, with what they were. */
  tuning: [path: string, value: number | string | boolean][];
  /** Milliseconds: operands made, kernels compiled, run and judged (the oracle included where it is new), timed. */
  ms: { operands: number; compile: number; run: number; time: number };
}

export function isWrong({ judgement, trouble }: Report): boolean {
  return trouble !== null || judgement === null || !(judgement.error <= judgement.bound);
}

interface Held {
  key: string;
  prepared: Prepared;
  read: ReadonlySet<string>;
  tuning: Tuning;
}

/** Runs kernels on one device. The last one's operands and oracle stay, so that a change of its text takes no more than it must. */
export class Workbench {
  #held: Held | null = null;
  #bandwidth: Promise<number> | null = null;
  /** One run at a time. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly gpu: Gpu,
    private readonly checks: Readonly<Record<string, Pick<KernelCheck, 'check' | 'tuning'>>>,
  ) {}

  static async open(
    checks: Readonly<Record<string, Pick<KernelCheck, 'check' | 'tuning'>>>,
    without: readonly WantedFeature[] = [],
  ): Promise<Workbench> {
    return new Workbench(await openDevice(without), checks);
  }

  /** Bytes a second that copies read and write, measured once. */
  bandwidth(): Promise<number> {
    this.#bandwidth ??= this.#queued(() => copyBandwidth(this.gpu));
    return this.#bandwidth;
  }

  /**
   * Runs, judges and times a kernel. `judged` receives the report before it is timed. Throws a RangeError in one line where
   * the kernel does not take what was chosen.
   */
  run(choice: RunChoice, judged?: (report: Report) => void): Promise<Report> {
    return this.#queued(() => this.#run(choice, judged));
  }

  #queued<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {}); // whoever asked receives it
    return result;
  }

  async #run(choice: RunChoice, judged?: (report: Report) => void): Promise<Report> {
    const clock = stopwatch();
    const { prepared, read, tuning } = await this.#hold(choice);
    const { rig, case: checked, sizes, format } = prepared;
    const report: Report = {
      name: choice.name,
      seed: choice.seed,
      sizes,
      format,
      shape: inWords(prepared),
      judgement: null,
      trouble: null,
      bytes: checked.bytes,
      timing: null,
      kernels: [],
      tuning: [],
      ms: { operands: clock(), compile: 0, run: 0, time: 0 },
    };
    const plan = (recorder: Recorder<unknown>) => checked.plan(recorder, rig.batch(checked.batch));
    try {
      report.kernels = await Promise.all(sourcesOf(plan).map((source) => describeKernel(this.gpu.device, source)));
      report.tuning = flatten(tuning).filter(([path]) => read.has(path) || choice.name.includes(path));
      refuseErrors(report.kernels);
      const invalid = await invalidity(this.gpu.device, async () => {
        (await record(this.gpu, 'check', plan)).destroy();
        report.ms.compile = clock();
        await rig.run({ batch: checked.batch, plan });
      });
      if (invalid !== null) throw new Error(invalid);
      report.judgement = await checked.judge();
      report.ms.run = clock();
    } catch (cause) {
      report.trouble = (cause instanceof Error ? cause.message : String(cause)).trim().split('\n')[0]!;
    }
    judged?.(report);
    if (report.judgement === null) return report;
    clock();
    const timing = await timeCase(this.gpu, checked, plan);
    return { ...report, timing, ms: { ...report.ms, time: clock() } };
  }

  /** The operands of a choice: those that are there, or new ones. */
  async #hold({ name, tuning: overrides, ...choice }: RunChoice): Promise<Held> {
    const known = this.checks[name];
    if (!known) throw new RangeError(`${name} is no kernel.`);
    const settled = settleChoice(known.check, choice);
    const tuning = override({ ...tuningFor(this.gpu), ...known.tuning }, overrides);
    const key = JSON.stringify([name, settled, tuning]);
    if (this.#held?.key === key) return this.#held;
    this.#held?.prepared.rig.destroy();
    this.#held = null;
    const watched = watchReads(tuning);
    const prepared = await prepare(this.gpu, known.check, settled, watched.tuning);
    this.#held = { key, prepared, read: watched.read, tuning };
    return this.#held;
  }
}

/** Milliseconds since it was last asked. */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const before = last;
    last = performance.now();
    return last - before;
  };
}

/** The kernels that a plan records, each once. */
function sourcesOf(plan: (recorder: Recorder<unknown>) => void): KernelSource[] {
  const recorder = new Recorder<unknown>();
  plan(recorder);
  const all = recorder.planned.flatMap((each) => (each.kind === 'dispatch' ? [each.source] : []));
  return [...new Map(all.map((each) => [JSON.stringify([each.wgsl, each.constants]), each])).values()];
}

/** Throws the compiler's first error: what fails to compile for it has no better words, and takes a second to fail. */
function refuseErrors(kernels: readonly KernelText[]): void {
  const [error] = kernels.flatMap(({ messages }) => messages.filter(({ type }) => type === 'error'));
  if (error) throw new Error(messageText(error));
}
