import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  fullScreen: '全屏：{name}',
  leaveFullScreen: '退出全屏：{name}',
  floorsBar: '颜色对应噪声下限的 1 到 1,000,000 倍',
};
