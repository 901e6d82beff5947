import { plainKernel, type KernelChecks } from '../checking/kernel_check.ts';
import { attentionCheck, kvAppendCheck } from './attention_checks.ts';
import { addCheck, lastRowCheck, ropeCheck, swigluCheck } from './elementwise_checks.ts';
import { embedCheck, widenCheck } from './embed_checks.ts';
import { matmulCheck } from './matmul_checks.ts';
import { headNormCheck, rmsNormCheck } from './norm_checks.ts';

export const checks: KernelChecks = {
  embed: plainKernel(embedCheck),
  widen: plainKernel(widenCheck),
  rms_norm: plainKernel(rmsNormCheck),
  rms_norm_heads: plainKernel(headNormCheck),
  matmul: plainKernel(matmulCheck),
  rope: plainKernel(ropeCheck),
  kv_append: plainKernel(kvAppendCheck),
  attention: plainKernel(attentionCheck),
  add: plainKernel(addCheck),
  swiglu: plainKernel(swigluCheck),
  last_row: plainKernel(lastRowCheck),
};
