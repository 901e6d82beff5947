import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** Weights: the norm gains of the checkpoint, and what people do to them. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
