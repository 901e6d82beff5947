import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** Story: how a team lost a week to one kernel, run again. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
