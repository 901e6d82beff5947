import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** What stands around a chart: its full screen and its scales. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
