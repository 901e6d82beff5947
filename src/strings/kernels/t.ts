import { catalogue } from '../catalogue.ts';
import { en } from './en.ts';

/** Which kernels run, and whether they passed the self-test. */
export const t = catalogue(en, { 'zh-Hans': async () => (await import('./zh_hans.ts')).zhHans });
