import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** The dialogs of findings: share, open, reproduce, compare, gallery. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
