import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** Compare: the time of each step, and the speed of each program. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
