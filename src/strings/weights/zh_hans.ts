import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  none: '未加载模型。',
  verdict: '对增益的判定',
  broken: '部分增益为 NaN 或无穷大',
  brokenIn: '第 {layer} 层的 {norm} 归一化有增益为 NaN 或无穷大，其后的数值也会如此。文件已损坏，请重新加载。',
  brokenFinal: '最终归一化有增益为 NaN 或无穷大，其后的数值也会如此。文件已损坏，请重新加载。',
  plain: '没有极端增益',
  extreme: '存在极端增益，但并无问题',
  large: '{count, plural, other {# 个归一化}}的增益超过 {limit}。最大值为 {gain}，位于第 {layer} 层的 {norm} 归一化。',
  harmless: '这本身无害：增益将数值与其舍入误差同倍放大，不会损失精度。截断增益反而会改变模型的输出。',
  scoresOverflow:
    '注意力分数可能达到 {score}。exp 在超过 {limit} 时溢出，因此 softmax 必须先减去最大分数；此处的内核均已如此处理。',
  scoresFine: '注意力分数不会超过 {score}，而 exp 仅在超过 {limit} 时溢出。',

  // Norms
  inputNorm: '输入',
  qNorm: 'Q',
  kNorm: 'K',
  postNorm: '注意力后',

  // Chart and table
  chart: '各归一化的最大增益',
  chartSaid: '{layers} 层的最大增益，最高 {max}。数值见表格。',
  firstLayer: '第 0 层',
  table: '增益表格',
  gains: '各层增益',
  layer: '层',
  largestScore: '最大分数',
  norm: '{norm} 归一化',
  mean: '均值',
  std: '标准差',
  max: '最大值',
  final: '最终归一化：均值 {mean}，标准差 {std}，最大值 {max}。',

  // Remedies
  remedies: '补救方法',
  remediesTitle: '常见的补救方法',
  remediesText: '每种方法都会修改已加载模型的 K 增益，生成 {tokens} 个词元，然后恢复增益。',
  try: '在此处试验',
  tryAgain: '再次试验',
  trying: '正在试验…',
  rebalance: '移入 Q',
  rebalanceHint: 'K 增益除以 2 的幂，Q 增益乘以同样的值',
  clamp: '截断到 ±10',
  clampHint: '超出部分被截去',
  scale: '缩小到 10',
  scaleHint: '同一层的所有增益除以同一个数',
  remediesTable: '补救方法表格',
  remediesEffect: '各补救方法的效果',
  kGains: 'K 增益',
  largest: '最大值',
  sameLogits: '相同的 logits',
  kl: 'KL',
  sameTokens: '相同的词元',
  bitForBit: '逐位相同',
  all: '全部 {tokens}',
  someOf: '{same} / {tokens}',
};
