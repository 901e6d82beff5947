import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  // What is measured
  noStamps: '各内核方案的速度。',
  noStampsNow: '正在测量此回答的速度。',
  timedNow: '在此回答中计时：{tokens}。',
  timedLast: '在上一个回答中计时：{tokens}。',
  waiting: '正在测量，稍后显示首批数据。',
  nothing: '尚未测量。',
  tokensOf: '{count, plural, other {# 个词元}}（{set, select, fused {融合} reference {参考} mixed {混合} other {}}）',
  moreOf: '{count} 个（{set, select, fused {融合} reference {参考} mixed {混合} other {}}）',
  emptyTitle: '一个词元的时间花在哪里？',
  emptyText: '请提一个问题。此面板打开期间，每八个词元中有一个会用 GPU 时钟逐步计时，参考内核与融合内核并排显示。',
  noStampsTitle: '此处没有 GPU 时间戳',
  noStampsText:
    '此浏览器或适配器不提供 WebGPU 的 <code>timestamp-query</code>，因此无法为单个步骤计时。Chrome 和 Edge 在大多数 GPU 上提供该功能。各内核方案的速度仍可测量：请在生成回答时切换参考与融合内核。',
  both: '两者都测量',
  bothHint:
    '计时的词元中，每两个有一个改用未选中的内核方案，共用同一 KV 缓存，用时最多占十分之一。两者的数值只相差舍入误差，只有当两个词元的概率几乎相等时才会影响结果。',

  // Speeds
  paces: '解码速度（按所选内核）',
  overTokens: '共 {count} 个词元',
  notSelected: '本次回答中未选用',
  notMeasured: '尚未测量',

  // The table
  stepTimes: '步骤耗时',
  perToken: '每词元微秒数',
  step: '步骤',
  speedUp: '加速比',
  sum: '合计',
  column: '{set, select, fused {融合} reference {参考} mixed {混合} other {}}，µs/词元',
  inAttention: '含于 attention',
  withRope: '+ rope',
  withMerging: '+ 合并',
  onCpu: 'CPU',
  copy: '复制数据',
  copyAs: '复制为 {format}',
  copiedAs: '已复制为 {format}',
  on: '{model}，{adapter}',

  // Notes
  notes: '说明',
  notePasses: '每个步骤作为单独的通道计时；在同一通道内运行的词元，步骤之间没有间隔。',
  noteCoarse: '此浏览器的时间戳精度为 {step}，只有平均值有意义，此处为所有层及 {tokens}的平均。',
  noteRope: '融合时 rope 在注意力内核中完成，加速比为两者合计。',
  noteMerging: '融合时 attn_out 还会合并注意力的各分段。',
  noteCpu: 'CPU 采样时间不含读回 logits。',
  noteReference: '{step} 在此处始终使用参考内核：{reason}。',
};
