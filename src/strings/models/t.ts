import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** The models dialog: what is on this device, the catalogue, sources, and loading. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
