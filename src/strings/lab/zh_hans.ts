import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  close: '关闭实验室',
  width: '实验室宽度',
  height: '实验室高度',

  // Tabs
  lab: '实验室',
  compare: '对比',
  live: '实时监测',
  diagnose: '诊断',
  kernel: '内核',
  checks: '检查',
  weights: '权重',
  bench: '基准测试',
  story: '故事',
  findings: '结果',

  // The strip
  strip: '概览',
  seen: '{layers} 层，最近 {tokens, plural, other {# 个词元}}',
  nothingSeen: '提问后，每个词元都会显示在这里',
  perToken: '每词元 {us} µs',
  stepTimes: '各步骤的微秒数',
  stripMap: '残差流的大小，{layers} 层，最近 {tokens, plural, other {# 个词元}}',

  // Why nothing can be started
  answering: '正在生成回答，请先停止。',
  busy: '底部状态栏显示进度。',
};
