import { allChecks, checksByStep } from '../../../src/kernels/checking/catalogue.ts';
import type { KernelCheck } from '../../../src/kernels/checking/kernel_check.ts';
import { chain } from './chain.ts';
import type { Ladder } from './ladder.ts';
import { product } from './product.ts';

export const ladders: Readonly<Record<string, Ladder>> = { product, chain };

/** `product/vector_loads`. */
export const rungName = (ladder: string, rung: string) => `${ladder}/${rung}`;

/** Names of the kernels that can be run, by the step or ladder that they belong to. */
export const kernelGroups: readonly { title: string; ladder: string | null; names: readonly string[] }[] = [
  ...Object.entries(checksByStep).map(([title, checks]) => ({ title, ladder: null, names: Object.keys(checks) })),
  ...Object.entries(ladders).map(([ladder, { title, rungs }]) => ({
    title: `Ladder: ${title}`,
    ladder,
    names: rungs.map(({ name }) => rungName(ladder, name)),
  })),
];

/** All of them, with what holds them to float64. */
export const runnable: Readonly<Record<string, Pick<KernelCheck, 'check' | 'tuning'>>> = {
  ...allChecks,
  ...Object.fromEntries(
    Object.entries(ladders).flatMap(([ladder, { rungs }]) =>
      rungs.map(({ name, check }) => [rungName(ladder, name), { check }] as const),
    ),
  ),
};
