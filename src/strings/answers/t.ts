import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** A conversation: questions, answers, and what stands in them. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
