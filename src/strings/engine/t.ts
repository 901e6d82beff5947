import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** What the engine does: the bar at the bottom, and the names of its jobs. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
