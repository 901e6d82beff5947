/** The fields that findings and run specs have in common, each with a bound: what is read may come from a stranger. */
import * as v from 'valibot';
import type { ChosenFault, Program, StepName, WeightChoice } from '../../worker/api.ts';

/** Text that is shown and never run, of at most `most` UTF-16 units. */
export const text = (most: number) => v.pipe(v.string(), v.maxLength(most));

export const whole = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));

/** The name of a step, a stage or a fault: newer versions may have others than this one. */
export const label = v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,48}$/, 'must be a name of a-z, 0-9 and _'));

/** More layers than any Qwen3 has. */
export const mostLayers = 256;
export const layer = v.nullable(whole(mostLayers - 1));

/** A diagnosis looks at 64 tokens at most. */
export const mostTokens = 64;
export const tokenIds = v.pipe(v.array(whole(0xffff_ffff)), v.minLength(1), v.maxLength(mostTokens));

/** More positions than any model has. */
export const mostPositions = 1_000_000;

/** A conversation is shared up to so many tokens. */
export const mostContext = 4096;
export const contextIds = v.pipe(v.array(whole(0xffff_ffff)), v.minLength(1), v.maxLength(mostContext));

export const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'));

const set = v.picklist(['reference', 'fused']);

export const program = v.strictObject({
  embed: set,
  qkv: set,
  rope: set,
  attention: set,
  attn_out: set,
  gate_up: set,
  down: set,
  logits: set,
  sample: set,
}) satisfies v.GenericSchema<unknown, Program>;

export const stepName = v.picklist(Object.keys(program.entries) as StepName[]);

export const weights = v.picklist(['stored', '8-bit', '4-bit']) satisfies v.GenericSchema<unknown, WeightChoice>;

export const fault = v.nullable(v.strictObject({ name: label, layer })) satisfies v.GenericSchema<
  unknown,
  ChosenFault | null
>;

/** Where the checkpoint was read from: told to a person, and fetched by nobody but them. */
export const source = v.variant('kind', [
  v.strictObject({ kind: v.literal('bundled') }),
  v.strictObject({ kind: v.literal('hub'), id: text(200), revision: text(200) }),
  v.strictObject({ kind: v.literal('url'), base: text(1000) }),
  v.strictObject({ kind: v.literal('folder'), name: text(200) }),
]);
export type Source = v.InferOutput<typeof source>;
