import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** Bench: both kernel sets measured on the loaded model. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
