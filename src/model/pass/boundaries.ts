import type { Batch, Command } from '../../gpu/recording.ts';
import { countRows } from '../../gpu/recording.ts';
import type { LayerCache } from '../../kernels/operands.ts';
import type { Tap } from './forward.ts';
import type { Stage } from '../../vocabulary/stages.ts';

/** Stages at which a step ends, whatever kernels it runs: what lies between is each kernel's own affair. */
const boundaryStages: ReadonlySet<Stage> = new Set([
  'embed',
  'q',
  'k',
  'v',
  'q_rope',
  'attn',
  'attn_residual',
  'swiglu',
  'mlp_residual',
  'logits',
]);

/** Part of a buffer that a step leaves its result in: rows of `width` f32. */
export interface Output {
  stage: Stage;
  width: number;
  buffer: GPUBuffer;
  offset: number;
  bytes: number;
  /** From which of these bytes on the step writes everything anew: what comes before is the cache's. */
  freshFrom: number;
}

/** What commands leave of a batch in activations, by the stages they mark. */
export function markedOutputs(commands: readonly Command<Tap>[], batch: Batch): Output[] {
  return commands.flatMap((command) => {
    if (command.kind !== 'mark' || !boundaryStages.has(command.mark.stage)) return [];
    const { stage, activation } = command.mark;
    const { binding, width, rows } = activation;
    const bytes = countRows(rows, batch) * width * 4;
    return { stage, width, buffer: binding.buffer, offset: binding.offset, bytes, freshFrom: 0 };
  });
}

/** Positions before a batch that are looked at with it: of a long context all would be megabytes a layer. */
const mostBefore = 64;

/** The cache up to and with a batch, of which only the batch's own rows are to be written. */
export function cachedOutputs({ keys, values, stride }: LayerCache, kvHeads: number, batch: Batch): Output[] {
  const width = kvHeads * stride;
  const rowBytes = width * 4;
  const before = Math.min(mostBefore, batch.start);
  const first = (batch.start - before) * rowBytes;
  const size = { width, bytes: (before + batch.tokens) * rowBytes, freshFrom: before * rowBytes };
  return [
    { stage: 'k_rope', ...size, buffer: keys.buffer, offset: keys.offset + first },
    { stage: 'v', ...size, buffer: values.buffer, offset: values.offset + first },
  ];
}
