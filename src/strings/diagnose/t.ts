import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** Diagnose: the form, the maps of stages, and what stands behind a stage. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
