import { faults } from '../src/kernels/variants/faults/catalogue.ts';
import { uniformProgram } from '../src/model/program.ts';
import type { ChosenFault, Diagnosis, DiagnosisRequest } from '../src/worker/api.ts';
import { demoFolder } from './app_server.ts';
import { goldenFolder } from './trace_tool.ts';
import { serveCheckpoint } from './served.ts';
import { expect, test } from './test.ts';

/** FAULTS=all npm run e2e -- e2e/diagnose.spec.ts: every fault at the first, a middle and the last layer of all three. */
const all = process.env.FAULTS === 'all';

const checkpoints = [
  { name: 'tied-f32', folder: goldenFolder('tied-f32'), layers: all ? [0, 2, 3] : [1] },
  ...(all
    ? [
        { name: 'untied-bf16', folder: goldenFolder('untied-bf16'), layers: [0, 1, 2] },
        { name: 'demo', folder: demoFolder, layers: [0, 4, 7] },
      ]
    : []),
];
void [checkpoints, faults, uniformProgram, serveCheckpoint, expect, test];
export type { ChosenFault, Diagnosis, DiagnosisRequest };
