import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** Tool calls in a conversation, and the answers to them. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
