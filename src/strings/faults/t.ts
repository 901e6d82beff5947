import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** Known faults of kernels. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });

/** A fault that has a title and a story. */
export type FaultName = Exclude<keyof typeof en, `${string}_story`>;

export const isFaultName = (name: string): name is FaultName => Object.hasOwn(en, name);
