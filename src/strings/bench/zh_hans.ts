import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  what: '用已加载的模型运行预填充和解码，并单独为每个步骤计时，融合与参考内核都测。请关闭其他标签页；没有 GPU 时需要数分钟。',
  longest: '最长上下文',
  measure: '开始测量',
  measuring: '正在测量…',
  results: '测量结果',
  subject: '{model}，权重“{weights}”，{adapter}',
  copy: '复制数据',
  findings: '结果',
  tables: '基准测试表格',
  decode: '解码',
  context: '上下文',
  median: '中位数',
  p10: 'p10',
  ofCopy: '占复制带宽',
  prefill: '预填充',
  prompt: '提示词',
  ms: '毫秒',
  rate: '速率',
  stepsAlone: '单个步骤',
  stepPerLayer: '步骤，µs/层',
};
