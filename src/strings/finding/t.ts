import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** What a finding says of itself: on the page, in its picture, and as Markdown. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
