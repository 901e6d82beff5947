import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  runningKnown: '正在运行已知答案的提示词…',
  runningBatches: '正在检查批次不变性…',
  answering: '正在生成回答，请先停止。',

  // Known answers
  known: '已知答案',
  knownText:
    '此模型的计算结果与他人的是否一致？将含有提示词 ID（<tokens>tokens</tokens>）及其 <logits>logits</logits> 的 safetensors 文件拖放到页面任意位置即可比较，trace 工具写出的文件也可以。',
  fromTransformers: 'transformers 对 {name} 的计算结果',
  testOfTransformers: 'transformers 自带的 Qwen3-0.6B-Base 测试',
  unfetched: '无法下载 {file}，请检查网络连接或重新加载页面。',
  openFile: '打开文件…',
  fileInput: '已知答案文件',
  compared: '与已知答案的比较',
  facts: '{name}；{tokens} 个词元，{set, select, fused {融合} reference {参考} mixed {混合} other {}}内核。',
  factsBy:
    '{name}，来源：{source}；{tokens} 个词元，{set, select, fused {融合} reference {参考} mixed {混合} other {}}内核。',
  quantized: '当前权重为 {weights} 分块，而已知答案使用原样权重。',
  stagesAtMost: '阶段：误差与已知值的均方根之比，上限 {bound}',
  stages: '阶段',
  sameContinuation: '续写相同：<here>{text}</here>',
  otherContinuation: '续写不同：<here>{text}</here>；已知：<known>{expected}</known>',
  absent: '{count} 个阶段位于融合内核内部，未比较。参考内核会计算所有阶段。',
  notCompared: '未比较：{names}。',
  positionsTable: '位置表格',
  positions: '位置',
  token: '词元',
  error: '误差',
  atMost: '上限 {bound}',
  kl: 'KL',
  nextKnown: '下一词元（已知）',
  here: '此处',
  meanKnown: '均值（已知）',
  meanBound: '允许相差 {bound}，外加数值的 {bound} 倍',
  matches: '与已知答案一致，误差不超过 {error}。',
  matchesPublished: '与已知答案一致，达到公布的精度。',
  differs: '与已知答案不同：{names}。',
  aPosition: '某个位置',
  continuation: '续写',
  more: '另外 {count} 个',

  // Batches
  batches: '批次不变性',
  batchesText:
    '一行的结果是否取决于同批的行数？提示词的最后一行分别单独运行和成批运行，并逐位比较每个内核的数值。每个内核都以参考内核的输入运行。',
  compareBatches: '比较批次大小',
  batchesResult: '按批次大小逐位比较',
  kernelsTable: '内核表格',
  kernelsByBatch: '各内核，按批次大小',
  stageKernels: '阶段，内核',
  alone: '单独',
  batchOf: '{rows} 行',
  batchLegend:
    '与 {rows} 行批次中的同一行比较：<b>=</b> 表示各层逐位相同，数字为误差最大层中差值与数值的均方根之比，– 表示位于内核内部。',
  sameBits: '逐位相同',
  valuesDiffer: '{of} 个数值中有 {values} 个不同，涉及 {layers, plural, other {# 层}}',
  referenceDepends: '参考内核：结果取决于批次，相差最多 {error}。',
  referenceSame: '参考内核：单独运行与成批运行逐位相同。',
  manyDepend: '多行融合内核：结果取决于批次，相差最多 {error}。',
  manySame: '多行融合内核：批次为 {from} 到 {to} 行时逐位相同。',
  oneDepends: '单行使用不同的融合内核：相差最多 {error}。',
  oneSame: '单行融合内核：同样逐位相同。',
};
