import { expose } from 'comlink';
import { Engine } from './engine.ts';
import { createTrustedTypesPolicy } from '../trusted_types.ts';

// It starts the witness's worker.
createTrustedTypesPolicy();

expose(new Engine());
