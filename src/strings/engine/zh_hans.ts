import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  status: '引擎状态',

  // Nothing that anyone waits for
  opening: '正在查找 GPU…',
  notRunning: '引擎未运行',
  noModel: '未加载模型',
  ready: '{name} 已就绪',
  compiling: '{name} 已就绪，正在编译融合内核',
  checking: '{name} 已就绪，正在空闲时检查内核',
  prefill: '正在预填充提示词',
  writing: '正在生成回答',

  // Loading
  loading: '正在加载 {name}：{stage}',
  loadingModel: '正在加载模型：{stage}',

  // Jobs: what each does, and what it is called
  diagnosisDoes: '正在诊断',
  diagnosisName: '诊断',
  benchmarkDoes: '正在运行基准测试',
  benchmarkName: '基准测试',
  storyDoes: '正在重演故事',
  storyName: '故事重演',
  remediesDoes: '正在试验三种补救方法',
  remediesName: '补救试验',
  tokenDoes: '正在重新运行词元',
  tokenName: '此次运行',
  knownDoes: '正在与已知答案比较',
  knownName: '比较',
  batchesDoes: '正在检查批次不变性',
  batchesName: '批次检查',
  kernelDoes: '正在测试你的内核',
  kernelName: '测试',
  peerDoes: '正在与另一引擎对照',
  peerName: '对照',
  oddsDoes: '正在重新运行回答',
  oddsName: '此次运行',
  doing: '{does}：{what}',
  storyPart: '第 {part} 部分，共 {parts} 部分',
  timeLeft: '剩余约 {time}',
  stop: '停止',
  stopJob: '停止{job}',

  // Parts of a diagnosis
  reference: '将参考内核与 float64 比较',
  alone: '用极端输入逐一测试内核',
  replay: '以参考内核的输入运行各步骤',
  lockstep: '两套内核同步运行',
  verdict: '与已知故障比较',
  bisect: '对融合步骤二分定位',

  // Parts of a benchmark
  prefillRows: '{set, select, fused {融合内核} reference {参考内核} mixed {混合内核} other {}}，预填充 {tokens} 个词元',
  decodeRows:
    '{set, select, fused {融合内核} reference {参考内核} mixed {混合内核} other {}}，在上下文为 {tokens} 个词元时解码',
  stepsRows:
    '{set, select, fused {融合内核} reference {参考内核} mixed {混合内核} other {}}，在上下文为 {tokens} 个词元时单独测量各步骤',
};
