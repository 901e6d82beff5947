import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  // The card
  card: '结论',
  what: '问题',
  where: '位置',
  like: '已知故障',
  after: '对后续的影响',
  not: '已排除',
  try: '建议',
  alone: '单独测试内核',
  reference: '参考内核',

  // All steps pass
  allPass:
    '所有融合步骤均通过：以参考内核的输入比较了 {stages} 个阶段，误差最大者为其噪声下限的 {worst} 倍（允许 {allowed} 倍）。',
  ranAs:
    '检查的批次：{many, select, yes {预填充；} other {}}{few, select, yes {2 到 8 个词元；} other {}}{fewLong, select, yes {上下文为 {longContext} 时的 2 到 8 个词元；} other {}}{one, select, yes {解码；} other {}}{oneLong, select, yes {上下文为 {longContext} 时的解码；} other {}}运行的内核：{kernels}。',
  samplingPasses: '采样得到的词元与精确采样器一致。',
  alonePass:
    '{count} 个内核逐一测试，在极端输入（极大、极小、混合数值，相互抵消的求和，单通道占主导）下均与 float64 一致。',
  referencePasses:
    '参考内核本身与 CPU 上由检查点原始字节计算的 float64 一致：共 {stages} 个阶段（嵌入、{count, plural, other {第 {layers} 层}}和 logits），误差最大者为其噪声下限的 {worst} 倍。',
  referenceUnread: '参考内核本身未与 float64 比较，因为无法再次读取检查点。{reason}',

  // A kernel alone
  aloneOff:
    '{step} 对某些输入有误：单独测试时，{kernel} 在输入 {inputs} 下相对 float64 的误差为 {error}，是允许值的 {times} 倍。随机种子为 {seed}。',
  aloneFar:
    '{step} 对某些输入有误：单独测试时，{kernel} 在输入 {inputs} 下相对 float64 的误差为 {error}，远超允许值 {bound}。随机种子为 {seed}。',
  aloneWrong:
    '{step} 对某些输入有误：单独测试时，{kernel} 在输入 {inputs} 下的结果与 float64 不符。随机种子为 {seed}。',
  aloneNotHere: '在本提示词上它是正确的：其中没有此类数值。',

  // The reference
  referenceAloneOff:
    '参考内核在此适配器上对某些输入有误：单独测试时，{kernel} 在输入 {inputs} 下相对 float64 的误差为 {error}，是允许值的 {times} 倍。随机种子为 {seed}。',
  referenceAloneFar:
    '参考内核在此适配器上对某些输入有误：单独测试时，{kernel} 在输入 {inputs} 下相对 float64 的误差为 {error}，远超允许值 {bound}。随机种子为 {seed}。',
  referenceAloneWrong:
    '参考内核在此适配器上对某些输入有误：单独测试时，{kernel} 在输入 {inputs} 下的结果与 float64 不符。随机种子为 {seed}。',
  referenceOff:
    '参考内核在此适配器上有误：与 CPU 上由相同输入和检查点原始字节计算的 float64 相比，{stage} 的相对误差为 {error}，是其噪声下限的 {times} 倍。',
  referenceFar:
    '参考内核在此适配器上有误：与 CPU 上由相同输入和检查点原始字节计算的 float64 相比，{stage} 的相对误差为 {error}，远超舍入误差（噪声下限 {floor}）。',
  referenceNaN:
    '参考内核在此适配器上有误：{stage} 含有 NaN 或无穷大，而 CPU 上由相同输入和检查点原始字节计算的 float64 没有。',
  referenceWhere: '检查的 {stages} 个阶段中有 {wrong} {wrong, plural, other {个}}有误。',
  referenceWorst: '最大误差位于词元 {row}、通道 {column}：实际为 {value}，应为 {expected}。',
  proofless: '与参考内核一致的内核可能存在同样的错误，因此本次诊断的其余部分不能说明问题。',
  distrust: '请勿相信此处的回答。请更新浏览器和显卡驱动，或更换浏览器或适配器。',

  // Sampling
  missampled: 'sample 的融合内核有误：对于专门构造的 logits，它选出的词元与精确采样器不同。',
  othersPass: '其他融合步骤均通过。',

  // A wrong step
  blamedOff: '融合的 {steps} 有误：以参考内核的输入运行，{stage} 的相对误差为 {error}，是其噪声下限的 {times} 倍。',
  blamedFar:
    '融合的 {steps} 有误：以参考内核的输入运行，{stage} 的相对误差为 {error}，远超舍入误差（噪声下限 {floor}）。',
  blamedNaN:
    '融合的 {steps} 有误：以参考内核的输入运行，{stage} 的 {values} 个数值中有 {count} 个为无穷大、NaN 或未写入。',
  unwritten: '部分数值从未写入。',
  'not-finite': '部分数值为无穷大或 NaN。',
  'runs-away': '数值远大于可能的范围。',
  zeros: '不应为 0 的数值为 0。',
  scaled: '所有数值相差同一个倍数。',
  'one-channel': '仅一个通道有误，其余通道正确。',
  precision: '精度丢失：数值大致正确，如同使用了位数更少的浮点数。',
  wrong: '数值全部有误。',
  fusedOnly: '这些步骤单独运行时均通过，因此无法确定是哪一个有误。',
  inLayers: '在 {count} 层中出现，首先出现在本层。',
  atToken: '误差出现在预填充时，最大处为该批次的词元 {row}、通道 {column}。',
  atFew: '误差出现在 2 到 8 个词元的批次中，最大处为该批次的词元 {row}、通道 {column}。',
  atFewLong: '误差出现在上下文为 {longContext} 时的 2 到 8 个词元的批次中，最大处为该批次的词元 {row}、通道 {column}。',
  atDecode: '误差出现在解码时，最大处为通道 {column}。',
  atLong: '误差出现在上下文为 {longContext} 的解码时，最大处为通道 {column}。',
  matchesNone: '与任何已知故障都不相符。',
  matches: '与已知故障“{title}”相符：在同一位置注入该故障会得到相同的数值。',
  story: '{story}',
  effect: '继续运行时，{stages} 个阶段中有 {off} 个超出舍入误差。',
  reaches: '数值在 {stage} 处达到 {largest}。',
  overflows: '数值在 {stage} 处溢出。',
  zerosFrom: '从 {stage} 起数值全部为 0。',
  zerosAfter: '下一个归一化的平方和溢出，因此乘以 0，从 {stage} 起数值全部为 0。',
  sameTop: '在本提示词中，最可能的下一词元始终不变。',
  otherTop: '在提示词 {share} 的位置上，最可能的下一词元发生变化。',
  kl: 'logits 的 KL 散度最大为 {kl}。',
  noKl: 'logits 已不可用。',
  later: '上下文不超过 {longContext} 个词元时回答正确，超过后由此内核接管；同步对比未运行到该长度。',
  notGains: '不是 K 归一化增益的问题：参考内核使用相同的增益且通过。',
  notPrecision: '不是精度问题：增加位数不会改变结果。',
  lookThere: '请先在内核中查找此问题。',
  useReference: '修复之前，请让 {steps} 使用参考内核，其余步骤使用融合内核。',
};
