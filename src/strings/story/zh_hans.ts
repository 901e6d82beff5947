import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  title: '只会输出“!!!!!”的内核',
  text: '一个团队为 Qwen3 融合了一个内核，结果输出全是感叹号。一周之后，他们只能关闭该内核发布。这里在你的机器上重演他们的排查过程，在第 1 层注入同样的故障，需要一两分钟。',
  play: '重演排查过程',
  playAgain: '再次重演',
  playing: '{chapter}…',
  replayName: '故事中的重放',
  replayCaption: '各步骤以参考内核的输入运行，单位为噪声下限的倍数。',

  // Chapters
  standard: '正确的输出',
  standardText: '使用参考内核的模型，每次调度只做一个简单运算。这就是该团队在 PyTorch 中看到的结果。',
  symptom: '症状',
  symptomText:
    '他们将 RMSNorm 与 q、k、v 投影融合。单独测试时，该内核快 12.72 倍，与 PyTorch 的差异为 0.0029；放进模型后，每个词元都是 ID 0，即“!”。',
  scaling: '第一次误判：缩放嵌入',
  scalingText:
    '其他模型会将嵌入乘以 1/√hidden，于是团队也试了。Qwen3 并不这样做：在已发布的模型中，缩放后每行的均方值会低于第一个归一化的 epsilon。第二层仍与之前一样出错。',
  clamping: '第二次误判：截断 K 归一化增益',
  clampingText:
    '高达 96.5 的增益看起来很可疑。但在每一层将其截断到 [-10, 10] 并没有实质变化：第二层的数值仍然一样大，输出文本也相同。',
  precision: '第三次误判：混合精度',
  precisionText:
    '团队试遍了 f16、bf16 和 f32 的各种组合。此处归一化舍入为 bf16，SwiGLU 舍入为 f16。对于 1e28 的数值，精度无关紧要。',
  replay: '重放',
  replayText: '每个融合步骤都以参考内核的输入运行。只有一个步骤在输入正确时仍然有误。',
  fix: '修复',
  fixText: 'Qwen3 的 q、k、v 没有偏置。该内核却保留了偏置，只分配而从未填充。去掉之后，融合内核的输出与参考内核一致。',

  // The table of runs
  runs: '各次运行的结果',
  run: '运行',
  embedStd: '嵌入，标准差',
  layer0Std: '第 0 层输出，标准差',
  attention1: '第 1 层注意力，最大值',
  layer1Std: '第 1 层输出，标准差',
  output: '文本',
  standardName: '参考',
  symptomName: '融合，含故障',
  scalingName: '+ 缩放嵌入',
  clampingName: '+ 截断增益',
  precisionName: '+ 混合精度',
  fixName: '融合，无故障',

  // Three questions
  questions: '三个问题',
  questionsTitle: '三个问题的答案',
  whyGains: '增益为什么这么大，又为什么无害？',
  gainsAnswer:
    '每个注意力头在乘以增益之前先做归一化，因此注意力的锐度只取决于 Q 增益与 K 增益的乘积，训练可能将其全部放在一侧。此处最大增益为 {gain}，但分数不会超过 {score}。第 0 层的键的相对误差为 {error}，与其他层一样小：增益将数值与误差同倍放大。',
  whatPyTorch: 'PyTorch 内部做了什么？',
  pyTorchSame:
    '没有什么特别的：归一化和 softmax 使用 float32，没有偏置，因为 Qwen3 本来就没有。此处两套内核都是如此，续写的文本也相同。',
  pyTorchOther:
    '没有什么特别的：归一化和 softmax 使用 float32，没有偏置，因为 Qwen3 本来就没有。此处两套内核都是如此，仅在两个词元概率相等时续写才不同。',
  fusionStable: '融合与数值稳定可以兼得吗？',
  fusionAnswer:
    '可以：在 {stages} 个阶段中，融合内核的误差最多是改变求和顺序所致误差的 {times} 倍，下一词元概率的 KL 散度最大为 {kl}。',

  // What the reader can do
  yours: '你自己的内核',
  yoursText:
    '这一周之所以白费，是因为内核只单独测试过。你可以用同样的方法测试自己的内核：粘贴 WGSL 代码，它会与 float64 比较、在已加载模型的每一层中运行，并计时。生成回答时不会使用它。',
  tryYours: '测试自己的内核',
};
