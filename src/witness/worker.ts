import { expose } from 'comlink';
import { examine } from './operation.ts';

const witness = { examine };
export type WitnessWorker = typeof witness;

expose(witness);
