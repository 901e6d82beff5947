import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** The chat before there is a conversation: the welcome, the message box, and what screen readers are told. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
