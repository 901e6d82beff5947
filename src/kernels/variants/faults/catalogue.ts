import { faults as attention } from './attention.ts';
import { faults as attnOut } from './attn_out.ts';
import { faults as down } from './down.ts';
import { faults as embed } from './embed.ts';
import type { Fault } from './fault.ts';
import { faults as gateUp } from './gate_up.ts';
import { faults as qkv } from './qkv.ts';
import { faults as rope } from './rope.ts';

/** Every known mistake that can be switched on, in the order of the steps. */
export const faults: readonly Fault[] = [embed, qkv, rope, attention, attnOut, gateUp, down].flat();
