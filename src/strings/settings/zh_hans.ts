import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  title: '设置',
  description: '应用于此对话，从下一条消息起生效。',

  // The page
  everywhere: '全局',
  language: '语言（Language）',
  browserLanguage: '跟随浏览器',
  checkKernels: '融合内核首次在本机运行时，与参考内核比对',
  speculate: '投机解码：根据对话猜测词元，并一次验证多个（实验性）',

  // The system prompt
  systemPrompt: '系统提示词',
  systemPromptHint: '在对话开始之前提供给模型。',
  savedPrompts: '已保存的提示词',
  noneChosen: '未选择',
  saveChanges: '保存更改',
  savePrompt: '保存提示词',
  saveAsNew: '另存为新提示词',
  rename: '重命名',
  delete: '删除',
  promptName: '提示词名称',
  nameTaken: '已有同名的提示词。',
  save: '保存',
  cancel: '取消',

  // The answer
  answerAs: '回答格式',
  answerAsHint: 'JSON 由解码约束保证有效，思考过程不受限制。',
  text: '文本',
  json: '任意结构的 JSON',
  schema: '符合 Schema 的 JSON',
  jsonSchema: 'JSON Schema',
  schemaUnderstood: 'Schema 有效，所有回答都将符合它。',

  // Sampling
  sampling: '采样',
  presets: '预设',
  asPublished: '按发布设置',
  qwenThinking: 'Qwen3，思考',
  qwenPlain: 'Qwen3，不思考',
  greedy: '贪心',
  temperature: '温度',
  zeroGreedy: '0 为贪心',
  topK: 'Top-k',
  topP: 'Top-p',
  minP: 'Min-p',
  repetitionPenalty: '重复惩罚',
  zeroOff: '0 为关闭',
  oneOff: '1 为关闭',
  seed: '随机种子',
  seedHint: '留空则每个回答随机生成',
  random: '随机',
  maxTokens: '最大词元数',
  maxTokensHint: '每个回答的上限，含思考过程',
  resetSampling: '重置采样设置',

  // Tools
  tools: '工具',
  noTools: '{model} 的聊天模板不支持工具，因此不会向该模型提供工具。',
  calculator: '计算器：精确的算术运算',
  date_and_time: '日期和时间：本机时间及时区',
  ownTools: '自定义工具',
  ownToolsHint: 'JSON 格式的函数声明，由你在对话中回复其调用。',
  declared: '已声明：{names}',

  // Defaults
  defaults: '默认设置',
  areDefaults: '新对话也会使用这些设置。',
  notDefaults: '仅此对话使用这些设置，新对话使用默认设置。',
  makeDefaults: '设为默认',
  takeDefaults: '恢复默认设置',

  // A full context
  whenFull: '上下文已满时',
  whenFullHint: '对话本身不会改变。',
  'leave-out': '省略最早的消息',
  summarise: '总结最早的消息',
  ask: '询问我',
};
