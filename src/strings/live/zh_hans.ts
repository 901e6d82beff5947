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
  byLayer: '{plot}，逐层',
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
};
