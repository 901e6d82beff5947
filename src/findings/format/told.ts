import * as v from 'valibot';
import { layer, verdictStatus, wrongSteps } from './fields.ts';
import { real } from './real.ts';

/** A stage as pictures name it: `L1.v`. */
const stageName = v.pipe(v.string(), v.regex(/^(L\d{1,3}\.)?[a-z0-9_]{1,48}$/, 'must be the name of a stage'));

/** The verdict of a diagnosis and its worst stages, as the sender of a link saw them. */
export const told = v.strictObject({
  status: verdictStatus,
  step: wrongSteps,
  layer,
  worst: v.pipe(
    v.array(v.strictObject({ name: stageName, error: real, timesFloor: real, bad: v.boolean() })),
    v.maxLength(5),
  ),
});
export type Told = v.InferOutput<typeof told>;
