import type { Gpu } from '../../gpu/device.ts';
import { formatsInTurn } from '../formats/formats.ts';
import type { WeightType } from '../operands.ts';
import type { Tuning } from '../tuning.ts';
import type { Case, Check, Judgement, Sizes } from './check.ts';
import { Random } from './random.ts';
import { Rig } from './rig.ts';

/** What a check is run at; the seed decides whatever is left out. */
interface Choice {
  seed: number;
  sizes?: Sizes;
  format?: WeightType;
}

/** A check in GPU memory, at sizes and in a format that are known. */
export interface Prepared {
  rig: Rig;
  case: Case;
  sizes: Sizes;
  /** Null where the kernel has no weights. */
  format: WeightType | null;
}

/** Sizes and format of a seed: neighbouring seeds take formats in turn. */
export function settle(check: Check, { seed, sizes, format }: Choice) {
  const random = new Random(seed);
  const sampled = check.sample(random);
  const inTurn = formatsInTurn.filter((each) => check.formats.includes(each));
  return { random, sizes: sizes ?? sampled, format: format ?? inTurn[seed % inTurn.length] ?? null, inTurn };
}

export async function prepare(gpu: Gpu, check: Check, choice: Choice, tuning: Partial<Tuning> = {}): Promise<Prepared> {
  const { random, sizes, format, inTurn } = settle(check, choice);
  const rig = await Rig.create(gpu, tuning);
  return { rig, case: await check.build(rig, sizes, random, format ?? 'F32', inTurn), sizes, format };
}

/** How far a kernel was from float64, and at which sizes. */
export interface CheckResult extends Judgement {
  shape: string;
}

export async function runCheck(
  gpu: Gpu,
  check: Check,
  choice: Choice,
  tuning: Partial<Tuning> = {},
): Promise<CheckResult> {
  const prepared = await prepare(gpu, check, choice, tuning);
  try {
    await prepared.rig.run(prepared.case);
    return { shape: inWords(prepared), ...(await prepared.case.judge()) };
  } finally {
    prepared.rig.destroy();
  }
}

/** `BF16, inputs 1024, outputs 3072, x of 10`. */
export function inWords({ case: { words }, sizes, format }: Prepared): string {
  const named = Object.entries(sizes).map(([name, size]) => `${name} ${size}`);
  return [format, ...named, words].filter(Boolean).join(', ');
}
