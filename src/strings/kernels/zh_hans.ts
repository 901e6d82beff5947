import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  // The switch
  kernels: '内核',
  fused: '融合',
  reference: '参考',
  mixed: '混合',
  steps: '步骤',
  ofEachStep: '：各步骤的内核',
  title: '各步骤的内核',
  hint: '更改从下一个词元起生效，正在生成的回答不会中断。',
  always: '此处始终使用参考内核：{reason}。',
  overruled: '在重新加载模型之前仍然运行，尽管：{reason}。',
  oneKernel: '同一内核',
  overrule: '仍然运行',
  overruleStep: '：{step} 的融合内核',

  // What each step does
  embed: '查找词元在嵌入矩阵中的行。两套内核相同，无需切换。',
  qkv: '归一化，然后计算查询、键、值的矩阵乘积。融合：四者合为一个内核。',
  rope: '对 q 和 k 逐头归一化，按位置旋转，并追加到缓存。融合：一个内核；若由注意力内核完成则不需要。',
  attention: '查询对缓存的键加权，并对值求和。融合：对上下文的多个分段同时做在线 softmax。',
  attn_out: '输出投影，然后与残差相加。融合：一个内核，也可同时合并注意力的各分段。',
  gate_up: '归一化，gate 和 up 矩阵乘积，SiLU·mul。融合：四者合为一个内核。',
  down: 'down 投影，然后与残差相加。融合：一个内核。',
  logits: '最终归一化，然后为词表中的每个词元计算分数。融合：一个内核。',
  sample: '选择下一个词元。参考：在 CPU 上根据全部 logits 选择。融合：尽可能在 GPU 上选择，无需往返传输。',

  // The self-test
  compiling: '融合内核仍在编译，完成之前回答使用参考内核。',
  switchedOff: '此处未检查：已在设置中关闭检查。',
  nothingFused: '此处未检查：所有步骤都使用参考内核。',
  waiting: '引擎空闲后将与参考内核比对。',
  checking: '正在将每个融合步骤与参考内核比对…',
  notChecked: '无法与参考内核比对。{message}',
  instead: '{steps} {count, plural, other {使用参考内核}}。',
  passed:
    '已在此适配器上检查：{steps} 个融合步骤中有 {right} 个与参考内核同样精确（{stages} 个阶段，误差最大者为其噪声下限的 {worst} 倍；并用极端输入单独测试了 {kernels} 个内核）。',
  passedBefore:
    '此前已在此适配器上检查：{steps} 个融合步骤中有 {right} 个与参考内核同样精确（{stages} 个阶段，误差最大者为其噪声下限的 {worst} 倍；并用极端输入单独测试了 {kernels} 个内核）。',
  referenceWrong: '已在此适配器上检查：参考内核有误（{reason}），因此无法与融合步骤比对。',
  referencePasses: '参考内核与 CPU 上的 float64 一致（{stages} 个阶段，误差最大者为其噪声下限的 {worst} 倍）。',
  referenceUnread: '参考内核未能与 float64 比较。{reason}',
  markReference: '此处参考内核有误',
  markWrong: '此处部分融合内核有误',
  markChecking: '正在检查内核',
  markChecked: '内核已检查',
  mark: '，{text}',
  distrust:
    '此处的回答可能有误：此浏览器或显卡驱动对参考内核的计算不正确（{reason}）。请更新二者，或更换浏览器或适配器。',
  slower: '回答正确，但速度较慢：{step} 使用参考内核，原因：{reason}。',
  slowerToo: '{steps} {count, plural, other {同样如此}}。',
  regenerate: '之前的回答可能有误，请重新生成。',
  lookInLab: '在实验室查看',
};
