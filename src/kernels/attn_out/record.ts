import mergeFew from '../../../shaders/attn_out/merge_few.wgsl';
import mergeProductAdd from '../../../shaders/attn_out/merge_product_add.wgsl';
import type { AdapterTraits } from '../adapter_traits.ts';
import { splitConstants, type SplitSizes } from '../attention/splits.ts';
import { maxOf, sourceOf } from '../compose.ts';
import type { Context } from '../context.ts';
import { recordFewAdd, recordProductAdd, type DownSizes } from '../down/record.ts';
import { onlyPiece, perHead, type Activation, type Weight } from '../operands.ts';
import {
  cpuProduct,
  fitting,
  minTeam,
  productConstants,
  productGrid,
  type ProductSizes,
} from '../products/one_token.ts';

/** Teams compute as many rows as it takes to need no more than `maxGroups` workgroups, since each merges all splits first. */
export interface MergeSizes extends Omit<ProductSizes, 'rows'> {
  maxGroups: number;
}

/** How `attn_out` is divided. */
export interface AttnOutSizes extends DownSizes {
  attnOut: MergeSizes;
  attention: { splits: SplitSizes };
}

interface Operands {
  /** What attention writes, or, where `attn_out` merges its splits, the parts. */
  attn: Activation;
  attentionParts: GPUBuffer;
  weight: Weight;
  headDim: number;
  /** The residual stream before, and after. */
  x: Activation;
  sum: Activation;
}

const maxRows = maxOf(mergeProductAdd, 'rows_each');

/** With four workgroups on a CPU adapter a layer of the demo takes 0.7 ms, with 16 it takes 2.3. */
export function attnOutSizes({ isCpu, maxGroupSize }: AdapterTraits): MergeSizes {
  if (isCpu) return { ...cpuProduct, maxGroups: 4 };
  return { groupSize: Math.min(512, maxGroupSize), team: 128, maxGroups: 160 };
}

/** sum = x + W attn, all [tokens, ...]. A projection as any other, unless it merges what the splits of attention write. */
export function recordAttnOut(on: Context<AttnOutSizes>, operands: Operands): void {
  const { attn, weight, x, sum } = operands;
  if (on.fusions.attentionOut && on.shape === 'few') mergeApart(on, operands);
  else if (on.fusions.attentionOut) mergeFirst(on, operands);
  else recordProductAdd(on, { y: attn, weight, x, sum });
}

/**
 * Whether `attn_out` can merge what the splits of attention write: a workgroup holds attn and the partial sums of its teams. Vec8
 * values at a time must not reach into the next head.
 */
export function canMerge(
  { groupMemory, subgroupLanes, attnOut }: AdapterTraits & Pick<AttnOutSizes, 'attnOut'>,
  { heads, headDim }: { heads: number; headDim: number },
): boolean {
  const teamParts = (16 * attnOut.groupSize) / Math.min(minTeam, subgroupLanes);
  return headDim % 8 === 0 && 4 * heads * headDim + teamParts <= groupMemory;
}

/** For a few tokens: workgroup memory has no room for attn of them all. The sums are taken as {@link mergeFirst} takes them. */
function mergeApart(on: Context<AttnOutSizes>, { attentionParts, attn, weight, headDim, x, sum }: Operands): void {
  const { recorder, tuning } = on;
  recorder.dispatch(
    sourceOf(mergeFew, { head_vectors: headDim / 4, ...splitConstants(tuning.attention.splits) }, {}),
    { parts: attentionParts, attn: attn.binding },
    {},
    { x: { rows: perHead(attn, headDim).rows, each: 1 }, y: 1 },
  );
  recordFewAdd(on, { y: attn, weight, x, sum }, { ...tuning.attnOut, rows: 1 });
}

function mergeFirst(on: Context<AttnOutSizes>, { attentionParts, weight, headDim, x, sum }: Operands): void {
  const { recorder, tuning } = on;
  const { groupSize, team, maxGroups } = fitting(tuning.attnOut, weight.type, weight.columns);
  const rows = Math.min(maxRows, Math.max(1, Math.ceil(x.width / (groupSize / team) / maxGroups)));
  recorder.dispatch(
    sourceOf(
      mergeProductAdd,
      {
        ...productConstants(tuning, weight.type, weight.columns, { groupSize, team }),
        outputs: x.width,
        rows_each: rows,
        head_vectors: headDim / 4,
        ...splitConstants(tuning.attention.splits),
      },
      tuning.choices,
    ),
    { parts: attentionParts, weight: onlyPiece(weight), x: x.binding, sum: sum.binding },
    {},
    productGrid(x.width, { groupSize, team, rows }),
  );
}
