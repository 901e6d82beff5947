/** What came of trying a person's kernel, as it is read from a file. */
import * as v from 'valibot';
import { batchShapes, batchShapeSchema } from '../../vocabulary/batch_shape.ts';
import { maxKernelBytes } from '../../vocabulary/own_kernel.ts';
import type { KernelMessage, OwnKernelReport } from '../../worker/api.ts';
import { maxStages, replayed, trial } from './diagnosis.ts';
import { hash, label, text, whole } from './fields.ts';
import { real } from './real.ts';
import { adapter, config, counted } from './report_fields.ts';

/** WGSL that may be compiled, if a person asks for it. */
export const kernelText = v.pipe(v.string(), v.maxBytes(maxKernelBytes, `must have at most ${maxKernelBytes} bytes`));

export const kernelSeed = whole(0xffff_ffff);

/** What a compiler says most of is about its first errors. */
export const maxMessages = 100;
export const maxMessageLength = 2000;

const message = v.strictObject({
  type: v.picklist(['error', 'warning', 'info']),
  /** Null where the kernel's text is withheld, which compilers quote. */
  text: v.nullable(text(maxMessageLength)),
  file: v.nullable(text(200)),
  line: v.nullable(counted),
  column: v.nullable(counted),
});

export const ownKernel = v.pipe(
  v.strictObject({
    schema: v.literal(1),
    model: v.strictObject({ name: text(200), hash, config }),
    adapter,
    kernel: v.nullable(label),
    /** Null where it is withheld. */
    text: v.nullable(kernelText),
    seed: kernelSeed,
    compiled: v.boolean(),
    messages: v.pipe(v.array(message), v.maxLength(maxMessages)),
    alone: v.pipe(v.array(trial), v.maxLength(256)),
    replay: v.pipe(v.array(replayed), v.maxLength(maxStages)),
    times: v.pipe(
      v.array(v.strictObject({ shape: batchShapeSchema, own: real, onFile: real })),
      v.maxLength(batchShapes.length),
    ),
  }),
  v.check(
    ({ compiled, kernel, messages, alone, replay, times }) =>
      compiled
        ? kernel !== null
        : alone.length + replay.length + times.length === 0 && messages.some(({ type }) => type === 'error'),
    'must have a kernel that was tried, or why none was',
  ),
) satisfies v.GenericSchema<unknown, RecordedKernel>;

/** A report on a person's kernel without what is withheld. */
export interface RecordedKernel extends Omit<OwnKernelReport, 'text' | 'messages'> {
  text: string | null;
  messages: (Omit<KernelMessage, 'text'> & { text: string | null })[];
}
