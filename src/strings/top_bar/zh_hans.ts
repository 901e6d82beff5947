import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  conversations: '对话列表',
  model: '模型',
  noModel: '未加载模型',
  loading: '正在加载',
  chooseModel: '选择模型',
  facts: '{parameters} 参数，',
  weightsOff: '{choice}，{bytes}，权重误差 {error}',
  cacheOff: '，KV 缓存 {type}，logits 误差 {error}',
  aside: '。{text}',
  downloading: '正在下载 {names}',
  downloaded: '{names} 已下载 {share}',
  failed: '失败',
  downloadFailed: '{names} 下载失败',
  engine: '引擎',
  rate: '每秒词元数',
  page: '页面',
  newChat: '新建对话',
  models: '模型',
  settings: '设置',
  lab: '实验室',
  theme: '主题',
  themeIs: '主题：{theme, select, light {浅色} dark {深色} system {跟随系统} other {}}',
};
