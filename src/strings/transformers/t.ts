import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** transformers.js beside this page's engine: its start, and what it takes. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
