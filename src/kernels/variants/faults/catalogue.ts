import { attentionFaults } from './attention.ts';
import type { Fault } from './fault.ts';
import { projectionFaults } from './projections.ts';
import { ropeFaults } from './rope.ts';

/** Every known mistake that can be switched on. */
export const faults: readonly Fault[] = [...projectionFaults, ...ropeFaults, ...attentionFaults];
