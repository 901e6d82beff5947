import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  conversation: '对话',

  // Questions
  you: '你',
  copyMessage: '复制消息',
  editMessage: '编辑消息',
  showLess: '收起',
  showAll: '显示全部（{bytes}）',
  editedMessage: '编辑后的消息',
  cancel: '取消',
  sendEdited: '发送编辑后的消息',

  // Versions
  version: '此{of, select, question {问题} answer {回答} toolAnswer {工具回复} other {}}的版本',
  previous: '上一个{of, select, question {问题} answer {回答} toolAnswer {工具回复} other {}}',
  next: '下一个{of, select, question {问题} answer {回答} toolAnswer {工具回复} other {}}',

  // Answers
  answer: '回答',
  reading: '正在读取…',
  readingOf: '正在预填充：{done} / {total} 个词元…',
  readingCached: '正在预填充：{done} / {total} 个词元，其中 {cached} 个来自缓存…',
  thinking: '思考中…',
  thinkingFor: '思考中… {time}',
  thought: '已思考',
  thoughtFor: '已思考 {time}',
  continue: '继续',
  copyAnswer: '复制回答',
  inspect: '查看词元',
  inspectFailed: '无法下载词元查看器，请重新加载页面。',
  regenerate: '重新生成',

  // How an answer ended
  interrupted: '已中断：页面在回答结束之前被关闭。',
  contextFull: '上下文已满（{count} 个词元）。可通过输入框下方的用量指示加载更长的上下文、编辑较早的消息，或新建对话。',
  collapsedNote:
    '已停止：最后的 logits 全部相同或不是有限值，通常由溢出引起。{trouble}<link>在实验室查找有误的步骤</link>。在此期间，参考内核或许可以回答。',
  allThinking: '{count} 个词元全部用于思考，回答尚未开始。可以继续生成，或在设置中提高上限。',
  cutOff: '在 {count} 个词元后截断。可以继续生成，或在设置中提高上限。',
  jsonIncomplete: 'JSON 不完整：回答被截断。',
  'end-of-turn': '已完成',
  stopped: '已停止',
  'max-tokens': '达到最大词元数',
  'context-full': '上下文已满',
  collapsed: '被监视程序停止',

  // Its figures
  figures: '此回答的数据',
  speed: '速度',
  speculation: '投机解码',
  speculationOf: '{proposed} 个草稿词元中接受 {accepted} 个，速度为 {times} 倍',
  firstToken: '首个词元',
  tokens: '词元数',
  prompt: '提示词',
  promptOf: '{prompt}，缓存 {cached}',
  status: '状态',
  seed: '随机种子',
  sampling: '采样',
  model: '模型',
  penalty: '重复惩罚 {value}',
  greedy: '贪心',
  temperature: '温度 {value}',

  // Formatted text and code
  image: '图片：{name}',
  done: '已完成',
  notDone: '未完成',
  table: '表格',
  wrapLines: '自动换行',
  copyCode: '复制代码',
  codeIn: '代码，{language}',
  plainText: '文本',
  constrained: '约束解码',
  constrainedToSchema: '按 Schema 约束解码',
};
