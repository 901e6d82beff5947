import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  title: '榜单',
  description: '根据基准测试和诊断的图片并列各台机器。只存储在此浏览器中。',
  empty: '榜单上还没有内容。拖入他人分享的基准测试和诊断图片，或一张榜单图片。不会运行任何东西，也不会上传任何东西。',
  notAdded: '未添加',

  // What is added
  pictures: '要加入榜单的图片',
  addPictures: '添加图片',
  addGallery: '从图库添加',
  addMeasured: '添加实验室的测量结果',
  reading: '正在读取第 {number} 张图片，共 {total} 张',

  // The table
  table: '机器',
  scrolled: '机器表',
  source: '来源',
  here: '在此测量',
  told: '他人提供',
  removeColumn: '移除',
  remove: '移除 {adapter}，{browser}，{model}',
  copyMarkdown: '复制为 Markdown',
  clear: '清空榜单',

  // Columns
  adapter: '适配器',
  adapterHint: '浏览器给出的 GPU 名称。',
  withFault: '{adapter}，带故障 {fault}',
  browser: '浏览器',
  browserHint: '浏览器及其版本。',
  model: '模型',
  modelHint: '模型及其权重格式。',
  modelIn: '{model}，{weights}',
  context: '上下文',
  contextHint: '计时词元之前的上下文词元数。',
  fused: '融合',
  fusedHint: '融合内核的解码速度，词元每秒。',
  reference: '参考',
  referenceHint: '参考实现的解码速度，词元每秒。',
  speedUp: '加速比',
  speedUpHint: '融合内核比参考实现快多少倍。',
  bandwidth: '占复制带宽',
  bandwidthHint: '融合内核达到复制带宽的多少。',
  kernels: '内核',
  kernelsHint: '诊断的结论。',
  pass: '通过',
  bad: '有错',
  untrusted: '参考有错',
  worst: '最差',
  worstHint: '最大误差，以噪声下限的倍数表示。超过 6 即为有错。',
  worstAt: '{floors}，位于 {stage}',
  agreement: '相同词元',
  agreementHint: '融合内核与参考实现选择相同词元的位置所占比例。',

  // In a line
  machines: '{count, plural, other {# 台机器}}',
  passes: '{count, plural, other {# 次诊断}}中有 {passed} 次融合内核通过',
  fastest: '最快 {rate} 词元/秒，{adapter}',
  separator: '；',
  more: '此图片中还有 {count, plural, other {# 行}}。',
  foot: '速度为词元每秒，误差为噪声下限的倍数。拖到 Plumbline 上即可打开并扩展。',
};
