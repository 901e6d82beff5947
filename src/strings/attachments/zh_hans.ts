import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  attachments: '附件',
  size: '{bytes}，{tokens} 个词元',
  textOf: '{name} 的内容',
  firstOf: '显示前 {shown} 个字符，共 {all} 个。模型会读取全部内容。',
  asText: '转为文本',
  remove: '移除 {name}',

  // Files that are refused
  notText: '{names} {count, plural, other {不是}} UTF-8 文本。请添加 .txt、.md、代码等文件，或复制其中的文本。',
  tooLarge: '{names} {count, plural, other {超过}} {bytes}。请只添加需要的部分。',
  file: '文件',
};
