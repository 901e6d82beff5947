import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** Live: what every token looks like in every layer. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
