import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** Text files that go with a message. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
