import { faults as attention } from '../attention/faults.ts';
import { faults as attnOut } from '../attn_out/faults.ts';
import { faults as down } from '../down/faults.ts';
import { faults as embed } from '../plain/faults.ts';
import type { Fault } from './fault.ts';
import { faults as gateUp } from '../gate_up/faults.ts';
import { faults as qkv } from '../qkv/faults.ts';
import { faults as rope } from '../rope/faults.ts';

/** Every known mistake that can be switched on, in the order of the steps. */
export const faults: readonly Fault[] = [embed, qkv, rope, attention, attnOut, gateUp, down].flat();
