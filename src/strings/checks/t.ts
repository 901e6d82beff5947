import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** Checks: known answers, and batch invariance. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
