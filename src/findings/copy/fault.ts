import { isFaultName, t } from '../../strings/faults/t.ts';

/** What a known fault is. A finding may name one that this version does not know. */
export const faultTitle = (name: string): string => (isFaultName(name) ? t(name) : name);

/** Where it comes from, and what it does. */
export const faultStory = (name: string): string => (isFaultName(name) ? t(`${name}_story`) : '');
