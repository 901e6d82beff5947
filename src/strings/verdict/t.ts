import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** What a diagnosis has found. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
