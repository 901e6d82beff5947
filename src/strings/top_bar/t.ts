import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** The bar at the top: the model, the kernels, and the ways to everything else. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
