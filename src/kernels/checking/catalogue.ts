/** Every check there is, by the name that people know it by: its kernel's, mostly. */
import {
  attentionSplitCheck,
  attentionTilesCheck,
  mergeProductAddCheck,
  ropeAppendCheck,
} from '../attention/checks.ts';
import { quantiseCheck } from '../load/checks.ts';
import { attentionCheck, kvAppendCheck } from '../plain/checks.ts';
import { addCheck, lastRowCheck, ropeCheck, swigluCheck } from '../plain/elementwise_checks.ts';
import { embedCheck, widenCheck } from '../plain/embed_checks.ts';
import { matmulCheck } from '../plain/matmul_checks.ts';
import { headNormCheck, rmsNormCheck } from '../plain/norm_checks.ts';
import { normGateUpCheck, normProductCheck, normQkvCheck, productAddCheck } from '../products/checks.ts';
import { argmaxCheck } from '../sample/checks.ts';
import { attentionStatisticsCheck, rowStatisticsCheck } from '../watch/checks.ts';
import type { Check } from './check.ts';

const groups = {
  'one token': {
    norm_qkv: normQkvCheck('one'),
    rope_append: ropeAppendCheck('one'),
    attention_split: attentionSplitCheck(false, 200),
    attention_split_rope: attentionSplitCheck(true, 200),
    attention_split_long: attentionSplitCheck(true, 1500),
    merge_product_add: mergeProductAddCheck,
    norm_gate_up: normGateUpCheck('one'),
    product_add: productAddCheck('one'),
    norm_product: normProductCheck('one'),
    argmax: argmaxCheck,
  },
  'many tokens': {
    norm_qkv_tiles: normQkvCheck('many'),
    rope_append_many: ropeAppendCheck('many'),
    attention_tiles: attentionTilesCheck,
    norm_gate_up_tiles: normGateUpCheck('many'),
    product_add_tiles: productAddCheck('many'),
    norm_product_tiles: normProductCheck('many'),
    norm_product_last: normProductCheck('last of many'),
  },
  reference: {
    embed: embedCheck,
    widen: widenCheck,
    rms_norm: rmsNormCheck,
    rms_norm_heads: headNormCheck,
    matmul: matmulCheck,
    rope: ropeCheck,
    kv_append: kvAppendCheck,
    attention: attentionCheck,
    add: addCheck,
    swiglu: swigluCheck,
    last_row: lastRowCheck,
  },
  'load and watch': {
    quantise: quantiseCheck,
    row_statistics: rowStatisticsCheck,
    attention_statistics: attentionStatisticsCheck,
  },
} satisfies Record<string, Record<string, Check>>;

type Groups = typeof groups;
export type CheckName = { [group in keyof Groups]: keyof Groups[group] }[keyof Groups];

/** In the order in which they are shown. */
export const checkGroups: Readonly<Record<string, Readonly<Record<string, Check>>>> = groups;

export const checks = Object.assign({}, ...Object.values(groups)) as Readonly<Record<CheckName, Check>>;
