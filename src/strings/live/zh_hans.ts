import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  // A token
  position: '位置 {position}',
  tokenAt: '{text}（{position}）',
  latest: '词元：最新',
  chosen: '词元：{token}',

  // What the cell that is pointed at holds
  readOut: '第 {layer} 层，{token}：{figures}',
  figure: '{figure} {value}',
  figureInChannel: '{figure} {value}，通道 {channel}',
  figureAndLargest: '{figure}；{largest}',

  // The charts
  everyToken: '每个词元的 {plot}',
  everyTokenCaption: '每个词元的 {plot}：纵向为层，横向为词元',
  onShow: '{name}：{layers, plural, other {# 层}}，{tokens, plural, other {# 个词元}}。',
  pointHint: '指向一个单元格，或使用方向键。拖动可放大。',
  keysHint: '方向键移动，Enter 显示词元，Shift+Enter 与之比较，加号和减号缩放，0 显示全部。',
  fewer: '放大：显示更少词元',
  more: '缩小：显示更多词元',
  reset: '重置缩放',

  // Colours
  coloursBetween: '颜色从 {low} 到 {high}，{scale, select, linear {线性} other {对数}}',
  noValue: '尚无数值。',
  notFinite: '非有限值',
  scale: '刻度',
  logarithmic: '对数',
  linear: '线性',
  coloursFrom: '颜色起点',
  coloursTo: '颜色终点',
  automatic: '自动',

  // Two tokens
  compareWith: '将 {token} 与另一个词元比较',
  comparison: '比较',
  chooseOther: '在图上选择另一个词元，与 {token} 比较。',
  compared: '{token} 与 {other} 的比较。',
  endComparison: '结束比较',

  // The panel
  emptyTitle: '各层在做什么？',
  emptyText:
    '请提一个问题。此面板打开期间，GPU 会为回答的每个词元测量每一层的每个阶段，图表随之更新：哪些数值过大、哪里溢出、注意力集中在哪里。',
  figureChoice: '数据项',
  ofStage: '阶段',
  ofAttention: '注意力',
  stage: '阶段',
  numbersOf: '位置 {position} 的数值',
  numbersTable: '数据表格',
  figuresByLayer: '各层数据',
  layer: '层',
  share: '分享',
  findings: '结果',
  inAnswer: '在回答中查看',
  answering: '正在生成回答，完成后可分享其中的词元。',
  gone: '无法重新运行此词元：只有最后一个回答可以。请再问一次。',

  // The logit lens
  lens: 'Logit lens',
  lensSwitch: 'Logit lens：各层的预测',
  lensOf: '计算位置 {position}',
  lensNext: '下一个回答的词元会包含它。',
  lensTable: 'Logit lens 表格',
  lensName: '各层的预测',
  likeliest: '最可能',
  entropy: '熵',
  lensLegend: '颜色越浓越可能；最后一层的预测加框标出。',
  lensTook: '此词元的 lens 用去 GPU {ms} 毫秒。',

  // Attention
  attention: '注意力',
  attendsTo: '位置 {position} 的注意力',
  layerChoice: '层',
  headChoice: '注意力头',
  meanOfAll: '全部平均',
  attentionOf:
    '位置 {position}，<token>{text}</token>，{set, select, fused {融合} reference {参考} mixed {混合} other {}}内核。颜色越浓注意力越多；词元 0 占 {share}。',
  attendedText: '受关注的词元',
  topAttended: '最受关注',
  positionHead: '位置',
  token: '词元',
  shareHead: '占比',
  headsOn: '关注 {token} 的注意力头',
  everyHead: '关注 <token>{text}</token> 的所有注意力头：纵向为层，横向为头',
  strongestOn: '对词元 {on} 关注最多：第 {layer} 层的头 {head}，{share}',
  headGrid: '{most}；共 {layers} 层，每层 {heads} 个头',
  headsTook: '除词元本身外，读取所有注意力头用去 GPU {ms} 毫秒。',
};
