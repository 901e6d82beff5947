import * as v from 'valibot';
import type { AdapterDescription, SelfTestReport, LoadedModel, Suspect } from '../../worker/api.ts';
import { stepNameSchema } from '../../vocabulary/program.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const suspectSchema = v.object({
  step: stepNameSchema,
  kind: v.picklist(['wrong', 'uncompiled']),
  run: v.array(stepNameSchema),
  reason: v.string(),
}) satisfies v.GenericSchema<unknown, Suspect>;

const referenceSchema = v.variant('status', [
  v.object({ status: v.literal('right'), stages: count, worst: v.number() }),
  v.object({ status: v.picklist(['wrong', 'unread']), reason: v.string() }),
]);

const checkSchema = v.object({
  reference: referenceSchema,
  suspects: v.array(suspectSchema),
  steps: count,
  stages: count,
  kernels: count,
  worst: v.number(),
}) satisfies v.GenericSchema<unknown, SelfTestReport>;

/** Reports of self-tests, the latest last. */
export interface StoredChecks {
  checks: readonly { of: string; check: SelfTestReport }[];
}

export const storedChecksSchema = v.object({
  checks: v.array(v.object({ of: v.string(), check: checkSchema })),
}) satisfies v.GenericSchema<unknown, StoredChecks>;

/** Enough for the checkpoints and adapters of one person. */
export const maxStored = 24;

/** Everything that a report depends on: weights, kernels, adapter and browser. */
export function keyOf({ hash, weights, kernels }: LoadedModel, adapter: AdapterDescription, browser: string): string {
  return JSON.stringify([hash, weights.choice, kernels, adapter, browser]);
}
