import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  skipToMessage: '跳到输入框',

  // Buttons
  close: '关闭',
  dismiss: '知道了',
  copied: '已复制',
  clipboardRefused: '浏览器不允许本页面写入剪贴板，请选中文本后手动复制。',
  tryAgain: '重试',
  reload: '重新加载',
  goOn: '继续',

  // Updates and errors
  updateReady: '新版本已就绪。',
  updateWhenIdle: '新版本已就绪，请在模型空闲时重新加载。',
  notKeeping: '此浏览器已无法为下次访问保存你的内容：{reason}',
  storageFull: '存储空间已满。请删除部分模型或对话，或将所有对话导出为文件。',
  storageDenied: '浏览器拒绝本页面使用存储。请允许此网站的数据，或将所有对话导出为文件。',
  newerOpened: '此浏览器已打开过本页面的更新版本。请重新加载本页面以更新。',
  otherUnsaved: '{reason}。请将所有对话导出为文件。',
  unreadable: '无法读取此对话：数据已损坏，或由本页面的更新版本保存。对话仍保留在存储中，请重新加载页面以更新。',
  unexpected: '发生了意外错误',
  unexpectedDetail: '你的对话没有丢失。报告包含错误信息以及 GPU 和浏览器的型号，不含你输入的任何内容。',
  copyReport: '复制报告',
  showReport: '查看报告',
  report: '报告',
  reportRefused: '浏览器不允许本页面写入剪贴板，请选中报告后手动复制。',
  languageUnreachable: '无法下载该语言的文本，请检查网络连接后在设置中重新选择。',

  // Drops
  drop: '将检查点文件夹、文本文件或诊断结果图片拖放到此处',
  backToFinding: '返回结果',
  folderUnreadable: '无法读取文件夹：{reason}',

  // The engine
  conversationKept: '对话已保留。',
  emptyConversation: '空对话',
  silent: '引擎没有响应',
  silentDetail: '引擎已有五秒没有响应。请重启引擎；如果本机非常繁忙，也可以继续等待。',
  silentKept: '对话已保留，被中断的回答可以继续生成。',
  restart: '重启引擎',
  gpuLost: 'GPU 连接丢失',
  reloadModel: '重新加载模型',
  crashed: '引擎崩溃',
  loadFailed: '无法加载模型',
  stillAnswers: '{name} 仍处于加载状态，可以继续对话。',
  chooseModel: '选择模型',
  chooseAnother: '选择其他模型',
  cannotChat: '{name} 不支持对话',
  noModel: '尚未加载模型',
  loadLast: '加载上次的模型',

  // The last model, and a model that is to be kept
  folderLocked: '{name} 位于文件夹中，需要你点击后浏览器才能打开。',
  openAgain: '重新打开',
  folderGone: '{name} 是从文件夹加载的，请在“模型”中重新选择。',
  notBack: '无法加载 {name}，已改为加载 {bundled}。{reason}',
  endedLoading: '已改为加载 {bundled}：此标签页曾在加载 {name} 时关闭，可能是内存不足。',
  loadAnyway: '仍然加载',
  notStored: '{name} 未保存在本机。{reason}',

  // No GPU
  gpuTooSmall: '此 GPU 规格过低',
  gpuFull: 'GPU 显存不足',
  noWebGpu: 'WebGPU 在此不可用',
  insecure: '浏览器只在安全页面上提供 WebGPU：请通过 https 打开本页面，或在本机以 localhost 打开。',
  browsers: '支持 WebGPU 的浏览器及最低版本：',
  chromeVersions:
    'Windows、macOS 和 ChromeOS 上为 113；Android 12 及以上为 121；Linux 上使用 Intel（Gen 12 及以上）显卡为 144，使用 NVIDIA 显卡为 147',
  safariVersions: 'macOS 26、iOS 26 和 iPadOS 26 上为 26',
  firefoxVersions: 'Windows 上为 141；Apple 芯片的 Mac 上为 147（macOS 26 上为 145）',
  browserSettings: '请检查以下设置，修改后重启浏览器：',
  chromeSettings:
    '打开“设置 › 系统 › 使用图形加速功能（如果可用）”。chrome://gpu 会列出被屏蔽的功能；chrome://flags/#enable-unsafe-webgpu 可解除屏蔽，Linux 上还需同时启用 #enable-vulkan。',
  firefoxSettings: '在 about:config 中将 dom.webgpu.enabled 设为 true。',

  // The adapter, and what is wrong with a token's values
  unnamedAdapter: '未命名适配器',
  onTheCpu: '{adapter}（在 CPU 上）',
  notFinite: '第 {layer} 层 {stage} 的 {of} 个数值中有 {count} 个为无穷大或 NaN。',
  allZeros: '第 {layer} 层 {stage} 的所有数值均为 0。',
  squaresOverflow:
    '第 {layer} 层 {stage} 的平方和溢出（最大值为 {largest}），下一个归一化因此乘以 0，其后的数值全部为 0。',

  // Loading
  loadingName: '正在加载 {name}',
  loadingProgress: '加载进度',
  cancelLoading: '取消加载',
  cancelling: '正在取消',
  readingConfig: '正在读取配置',
  compilingKernels: '正在编译内核',
  weightsFromDevice: '正在从本机将权重传入 GPU',
  weightsAsDownloaded: '边下载边将权重传入 GPU',
  weightsFromNetwork: '正在从网络将权重传入 GPU',
  weightsToGpu: '正在将权重传入 GPU',
  bytesOf: '{done} / {all}',
  atRate: '，{rate}',
  timeLeft: '，剩余 {time}',
  retryAt: '将于 {time} 重试。',
  weightsStored: '权重未经量化。',
  weightsRounded: '权重已量化为 {choice} 分块：相对误差 {overall}（均方根），误差最大的张量 {tensor} 为 {worst}。',
  cacheRounded:
    'KV 缓存为 {type} 格式：相对误差（均方根）键 {keys}，值 {values}；{tokens} 个词元之后，logits {logits}。',
};
