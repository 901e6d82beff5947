/** The fields that findings and run specs have in common. Each has a bound, since what is read may come from a stranger. */
import * as v from 'valibot';
import type { ChosenFault } from '../../worker/api.ts';

/** Text that is shown and never run, of at most `max` UTF-16 units. */
export const text = (max: number) => v.pipe(v.string(), v.maxLength(max));

export const whole = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max));

/** The name of a step, a stage or a fault. Newer versions may have names that this one does not know. */
export const label = v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,48}$/, 'must be a name of a-z, 0-9 and _'));

export const verdictStatus = v.picklist(['pass', 'bad', 'untrusted']);

/** The step that a verdict blames, or two that are wrong as one kernel. */
export const wrongSteps = v.nullable(
  v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,48}(\+[a-z0-9_]{1,48})?$/, 'must be the name of a step, or of two')),
);

/** More layers than any Qwen3 has. */
export const maxLayers = 256;
export const layer = v.nullable(whole(maxLayers - 1));

/** Tokens of a prompt that a diagnosis examines. */
export const maxTokens = 64;

/** More positions than any model has. */
export const maxPositions = 1_000_000;

/** The longest conversation that is shared token by token, and the longest prompt of a diagnosis. */
export const maxContext = 4096;
export const contextIds = v.pipe(v.array(whole(0xffff_ffff)), v.minLength(1), v.maxLength(maxContext));

export const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'));

export const fault = v.nullable(v.strictObject({ name: label, layer })) satisfies v.GenericSchema<
  unknown,
  ChosenFault | null
>;
