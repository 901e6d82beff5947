import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** A full context: what it holds, a longer one, and making room. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
