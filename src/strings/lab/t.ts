import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** The lab around its panels: tabs, edge, strip, and why nothing can be started. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
