import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** The page around chat and lab: its states, notices, updates, and the loading of a model. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
