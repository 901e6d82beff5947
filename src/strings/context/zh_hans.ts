import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  title: '上下文',
  close: '关闭',
  alone: '仅这条消息就有 {tokens} 个词元，而上下文只能容纳 {context} 个。请缩短消息，或加载更长的上下文。',
  'leave-out':
    '对话已超出上下文的 {context} 个词元。将省略最早的 {count, plural, other {# 个问题}}及其回答，并重新预填充全部 {tokens} 个词元的提示词。',
  summarise:
    '对话已超出上下文的 {context} 个词元。将总结最早的 {count, plural, other {# 个问题}}及其回答，并重新预填充全部 {tokens} 个词元的提示词。',
  ask: '对话已超出上下文的 {context} 个词元。届时会询问你是省略还是总结最早的 {count, plural, other {# 个问题}}及其回答，并重新预填充全部 {tokens} 个词元的提示词。',
  used: '已用 {used} / {context} 个词元。',
  usedWithDraft: '已用 {used} / {context} 个词元（含正在输入的内容）。',
  reuse: '上一次提示词有 {prompt} 个词元，其中 {cached} 个已在 KV 缓存中。',

  // A longer context
  longest: '此模型最多支持 {count} 个词元。',
  longer: '更长的上下文',
  loadWith: '以 {count} 个词元加载',
  more: '增加 {bytes}。{why}',

  // Making room
  summarising: '正在总结超出上下文的消息…',
  withoutSummary: '不做总结，直接继续',
  full: '上下文已满',
  question: '对话已超出上下文。是省略最早的 {count, plural, other {# 个问题}}及其回答，还是先总结？对话本身不会改变。',
  leaveOut: '省略',
  summariseThem: '总结',
  leftOut: '生成时省略了最早的 {count, plural, other {# 个问题}}及其回答：上下文已满。',
  above: '模型已看不到以上内容。',
  aboveSummary: '模型已看不到以上内容，只能看到其总结。',
  summary: '总结',
  summaryHint: '由模型生成，代替以上内容供其读取。修改从下一个回答起生效。',
};
