import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** The tokens of an answer, with their odds. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
