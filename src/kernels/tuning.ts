import type { Gpu } from '../gpu/device.ts';
import { traitsOf } from './adapter_traits.ts';
import { manyTokensSizes } from './attention/many_tokens.ts';
import { oneTokenSizes } from './attention/one_token.ts';
import { attnOutSizes } from './attn_out/record.ts';
import { downSizes } from './down/record.ts';
import { gateUpSizes } from './gate_up/record.ts';
import { tokenOddsSize } from './inspect/token_odds.ts';
import { logitsSizes } from './logits/record.ts';
import { tileSizes } from './products/tiles.ts';
import { qkvSizes } from './qkv/record.ts';
import { ropeSizes } from './rope/record.ts';
import { argmaxSizes } from './sample/argmax.ts';
import { sampleSizes } from './sample/sample.ts';
import { statisticsSizes } from './watch/statistics.ts';

/** The traits of an adapter, and how every step divides its work there. */
export type Tuning = ReturnType<typeof tuningFor>;

export function tuningFor(gpu: Gpu) {
  const traits = traitsOf(gpu);
  return {
    ...traits,
    qkv: qkvSizes(traits),
    rope: ropeSizes(traits),
    attention: oneTokenSizes(traits),
    attentionTiles: manyTokensSizes(traits),
    attnOut: attnOutSizes(traits),
    gateUp: gateUpSizes(traits),
    down: downSizes(traits),
    logits: logitsSizes(traits),
    tiles: tileSizes(traits),
    argmax: argmaxSizes(traits),
    sample: sampleSizes(traits),
    statistics: statisticsSizes(traits),
    tokenOdds: tokenOddsSize(traits),
  };
}
