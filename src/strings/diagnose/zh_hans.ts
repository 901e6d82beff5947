import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  emptyTitle: '哪个内核有误？',
  emptyText:
    '每个融合步骤都以参考内核的输入运行，因此有误的步骤无处隐藏，正确的步骤也不会被误判。判定标准同样来自测量：参考内核以相反的求和顺序再运行一次，任何步骤的误差都不应明显超过由此产生的误差。',
  emptyTry: '选择一个已知故障，看看它是如何被发现的。',
  findings: '结果',

  // The form
  form: '诊断',
  fault: '要注入的故障',
  noFault: '无：检查现有内核',
  faultOption: '{title}（{step}）',
  layer: '层',
  inChat: '从下一个回答起，也在聊天中注入',
  prompt: '提示词',
  bisect: '二分定位：找出仍会出错的最少融合步骤',
  run: '查找有误的步骤',
  running: '正在查找…',

  // The maps
  replay: '重放',
  lockstep: '同步对比',
  layersByStages: '{name}：层 × 阶段',
  step: '步骤',
  layerHead: '层',
  layerStage: '第 {layer} 层，{stage}',
  cell: '{where}：噪声下限的 {floors} 倍',
  cellWrong: '{where}：噪声下限的 {floors} 倍，有误',

  // A stage
  details: '所选阶段',
  stageOf: '第 {layer} 层的 {stage}',
  figure: '数据项',
  wholeProgram: '完整运行',
  error: '相对误差',
  notANumber: 'NaN',
  floor: '噪声下限',
  errorInFloors: '噪声下限倍数',
  worstToken: '误差最大的词元',
  worstChannel: '误差最大的通道',
  worstOf: '{index}：{error}',
  shareOf: '{index}：占误差的 {share}%',
  largest: '最大值',
  largestOfReference: '参考内核的最大值',
  factor: '最佳公共系数',
  notFinite: '非有限值',
  countOf: '{count} / {of}',
  unwritten: '未写入',
  zeros: '误为 0',
  values: '数值，{name}',
  sizes: '按 2 的幂统计大小，{name}',
  sizesSaid: '{name}：数值 {values}，参考内核 {reference}',
  sizeRange: '2^{from} 到 2^{to}',
  none: '无',
  worstValues: '最大误差，{name}',
  token: '词元',
  channel: '通道',
  value: '数值',
  reference: '参考',

  // Bisection
  bisection: '二分定位',
  bisectedNone: '二分定位：没有融合步骤造成差异',
  bisected: '二分定位：仅融合 {steps}、其余使用参考内核即会出错',
  fused: '融合',
  firstStage: '最先偏离的阶段',
  firstToken: '最先偏离的词元',
  largestKl: '最大 KL',
  stepCount: '{count} 个步骤',

  // Logits
  logits: 'Logits',
  logitsCaption: '同步对比的 logits',
  klMean: 'KL，平均',
  klP999: 'KL，99.9%',
  klLargest: 'KL，最大',
  sameTop: '最可能词元相同',
  program: '内核方案',
  roundingAlone: '仅舍入误差',
  different:
    '在词元 {row} 之后，参考内核继续生成 ID {ownId}（参考内核给出 {ownByReference}，内核方案给出 {ownByProgram}），内核方案则生成 ID {otherId}（分别为 {otherByReference} 和 {otherByProgram}）。',
  topLogits: '最可能的下一词元 ID 的 logits',
  topIds: '最可能的下一词元 ID',
  afterToken: '词元之后',
  id: 'ID',
};
