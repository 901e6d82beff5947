import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** The board of machines: its table, its picture and its Markdown. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
