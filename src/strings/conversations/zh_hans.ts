import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  title: '对话列表',
  description: '仅保存在此浏览器中。',
  searchLabel: '搜索对话',
  search: '搜索',
  found: '{count, plural, other {找到 # 个对话}}',
  noneFound: '没有包含这些文字的对话。',
  none: '你的对话会列在这里，仅保存在此浏览器中。',
  deleted: '已删除“{title}”。',
  undo: '撤销',
  pinned: '已置顶',
  more: '“{title}”的更多操作',
  rename: '重命名',
  pin: '置顶',
  unpin: '取消置顶',
  saveMarkdown: '保存为 Markdown',
  saveJson: '保存为 JSON',
  delete: '删除',
  renameLabel: '标题',
  exportAll: '全部导出',
  import: '导入',
  importLabel: '导出的对话文件',
  added: '已导入 {count, plural, other {# 个对话}}。',
  addedPrompts: '已导入 {count, plural, other {# 个对话}}和 {prompts, plural, other {# 个已保存的提示词}}。',
};
