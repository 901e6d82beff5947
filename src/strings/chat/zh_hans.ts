import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  // The empty chat
  welcome: '与 Qwen3 对话，并观察其内核的运行',
  about:
    '模型由手写的 WebGPU 内核在本页面中运行，每个内核都有一个简明的参考实现。实验室会测量两者的耗时，并找出有误的内核。{where}',
  staysHere: '你输入的内容不会离开本机。',
  sentTo: '现在由 {label} 回答，你输入的内容会发送到 {host}。',
  toy: '{name} 随页面附带，只会用英文介绍本页面、做加法、讲小故事。想要真正的回答，请从 Hugging Face、URL 或文件夹<link>加载真正的 Qwen3</link>。',
  examples: '示例',
  exampleExplain: '用三句话解释 RMSNorm。',
  exampleCode: '写一个合并两个有序列表的 Python 函数。',
  exampleFloat: '为什么 0.1 + 0.2 不等于 0.3？',
  examplePlan: '用表格规划京都一日游。',
  conversationFailed: '无法下载对话界面，请重新加载页面。',
  attachmentsFailed: '无法显示附件，请重新加载页面。',
  latest: '最新',

  // The message box
  write: '输入',
  message: '消息',
  placeholder: '问点什么',
  send: '发送',
  sendAtEnd: '此回答结束后发送',
  sendWhenFree: '引擎空闲后发送',
  stop: '停止',
  hintAnswering: 'Enter：此回答结束后发送；Esc：停止回答',
  hintBusy: 'Enter：引擎空闲后发送',
  hintReady: 'Enter 发送，Shift+Enter 换行',
  hintTo: 'Enter 发送到 {host}，Shift+Enter 换行',
  hintNoModel: '模型就绪后即可发送消息',
  thinking: '思考',
  elsewhere: '此对话已在另一个标签页中打开，那里的内容会同步显示在这里。',
  continueHere: '在此处继续',
  waitsForAnswer: '等待中：此回答结束后发送。',
  waitsForJob: '等待中：{job}结束后发送。',
  waitsForModel: '等待中：模型加载完成后发送。',
  sendNow: '立即发送',
  sendNowStop: '立即发送，并停止{job}',
  takeBack: '取消发送',
  attach: '添加文本文件',
  attachLabel: '要添加的文本文件',
  pastedText: '粘贴的文本',
  attachElsewhere: '此对话已在另一个标签页中打开。请先在此处继续，再添加文件。',
  context: '上下文',
  contextUsed: '已用上下文',
  usedOf: '{used} / {context} 个词元',
  gaugeTitle: '已用上下文与上下文长度，单位为词元',

  // For screen readers
  saysPrefill: '正在读取消息。',
  saysThinking: '正在思考。',
  saysAnswer: '正在回答。',
  saysCall: '正在调用工具。',
  calledTool: '模型调用了工具。',
  answerIs: '回答：{text}',
  answerDone: '回答已完成。',
  modelReady: '{name} 已就绪。',

  // An injected fault
  faultOn: '融合内核中已人为注入故障：<fault>{name}</fault>。',
  faultInLayer: '融合内核中已人为注入故障：<fault>{name}</fault>，第 {layer} 层。',
  watchdog: '监视程序',
  faultOff: '移除',
};
