import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** Engines that are not ours: servers, and what they are compared in. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
