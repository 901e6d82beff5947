import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** The list of conversations, and what is done with one. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
