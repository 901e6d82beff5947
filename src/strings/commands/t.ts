import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** The commands of the menu, and the keys that they have. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
