import type { KernelCheck, KernelChecks } from './kernel_check.ts';

const modules = import.meta.glob<KernelChecks>('../*/checks.ts', { import: 'checks', eager: true });

/** The checks of every step, by the name of its folder: a new kernel, or a new folder, is listed nowhere else. */
export const checksByStep: Readonly<Record<string, KernelChecks>> = Object.fromEntries(
  Object.entries(modules).map(([path, checks]) => [path.split('/')[1]!, checks]),
);

/** Every check by its name. */
export const allChecks: Readonly<Record<string, KernelCheck>> = Object.assign({}, ...Object.values(checksByStep));
