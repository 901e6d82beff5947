import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  title: '由 transformers.js 回答',
  intro:
    '本页中的第二个引擎：transformers.js 在 ONNX Runtime 中以 f32 运行已加载模型的同一份权重。之后“检查”会逐个词元对照两者。',
  noModel: '请先加载模型。',
  device: '设备',
  wasm: 'WASM（CPU）',
  webgpu: 'WebGPU',
  wasmHint: '与本页的内核不共用任何代码或驱动程序，速度较慢',
  webgpuHint: '使用本页引擎所用的 GPU',
  start: '启动 transformers.js',
  memory: '启动时占用 {atStart} 内存，之后占用 {held}，不含本页引擎的占用。其运行时（{runtime}）来自本页的服务器。',
  fetchedAgain: '权重没有保存在本设备上：启动时会再次获取 {bytes}。',
  tooLargeForWasm: '放不下：需要 {needed}，而 WebAssembly 最多 {limit}。请选择 WebGPU、更短的上下文或更小的模型。',
  tooLargeToBind: '放不下：最大的张量占 {needed}，而此 GPU 最多绑定 {limit}。请选择 WASM 或更小的模型。',
  lowMemory: '本设备约有 {machine} 内存：页面可能会耗尽内存。',
  reading: '正在读取权重：{done} / {total}',
  opening: '正在 ONNX Runtime 中打开模型…',
  beginning: '正在获取 transformers.js…',
  progress: 'transformers.js 的启动进度',
  cancel: '取消',
  answersNow: '正由它回答',
  answerWith: '由它回答',
  answerHere: '由本页回答',
  end: '结束',
  sameIds: '它的分词器和对话模板给出的 ID 与本页相同：已对照 {count} 段文本和对话。',
  otherIds: '它的分词器或对话模板给出的 ID 与本页不同，首先出现在“{text}”。它回答时使用本页的 ID。',
};
