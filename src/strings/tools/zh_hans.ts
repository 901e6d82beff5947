import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  toolCalls: '工具调用',

  // While a call is written, and where it cannot be answered
  aTool: '工具',
  calling: '正在调用 {names}…',
  soFar: '已生成的内容',
  cutCall: '工具调用，在完成之前被截断',
  unreadCall: '无法解析的工具调用',
  unread: '无法解析此工具调用：{reason}。请重新生成回答，或让模型再次调用工具。',

  // Calls and their answers
  calls: '调用 <tool>{name}</tool>',
  called: '已调用 <tool>{name}</tool>',
  refused: '已拒绝 <tool>{name}</tool>',
  arguments: '参数',
  toolAnswer: '工具的回复',
  yourAnswer: '你的回复',
  answerFor: '对 {call} 的回复',
  answerHint: '模型会将其视为工具返回的结果。',
  refuse: '拒绝',
  sendAnswer: '发送回复',
  change: '修改对这些调用的回复',
  answered: '调用均已回复，模型尚未继续。',
  rounds: '自你提问以来，模型已调用工具 {count} 次。',
  letContinue: '让它继续',
};
