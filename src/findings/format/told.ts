/** What a link can hold of a result, as its sender saw it. Numbers and names alone: nothing in it is a stranger's sentence. */
import * as v from 'valibot';
import { batchShapes, batchShapeSchema } from '../../vocabulary/batch_shape.ts';
import { layer, verdictStatus, wrongSteps } from './fields.ts';
import { kernelSeed } from './own_kernel.ts';
import { real } from './real.ts';
import { counted } from './report_fields.ts';

/** A stage as pictures name it: `L1.v`. */
const stageName = v.pipe(v.string(), v.regex(/^(L\d{1,3}\.)?[a-z0-9_]{1,48}$/, 'must be the name of a stage'));

/** The verdict of a diagnosis and its worst stages. */
export const toldDiagnosis = v.strictObject({
  status: verdictStatus,
  step: wrongSteps,
  layer,
  worst: v.pipe(
    v.array(v.strictObject({ name: stageName, error: real, timesFloor: real, bad: v.boolean() })),
    v.maxLength(5),
  ),
});
export type ToldDiagnosis = v.InferOutput<typeof toldDiagnosis>;

const tally = v.strictObject({ wrong: counted, of: counted });

/** The verdict on a person's kernel, with the trial and the stage that are furthest beyond what is allowed. */
export const toldKernel = v.strictObject({
  status: v.picklist(['right', 'wrong', 'uncompiled']),
  trials: tally,
  stages: tally,
  trial: v.nullable(v.strictObject({ seed: kernelSeed, error: real, bound: real })),
  stage: v.nullable(v.strictObject({ name: stageName, error: real, timesFloor: real })),
  times: v.pipe(
    v.array(v.strictObject({ shape: batchShapeSchema, own: real, onFile: real })),
    v.maxLength(batchShapes.length),
  ),
});
export type ToldKernel = v.InferOutput<typeof toldKernel>;

/** The kinds of which something is told. */
interface ToldByKind {
  diagnosis: ToldDiagnosis;
  kernel: ToldKernel;
}
export type ToldOf<K> = K extends keyof ToldByKind ? ToldByKind[K] : never;
export type Told = ToldByKind[keyof ToldByKind];
