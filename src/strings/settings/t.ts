import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** The settings of a conversation, and of the page. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
