import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** A kernel that a person brings: the form, the verdict and its evidence. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
