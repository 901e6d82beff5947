import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const zhHans: Translation<typeof en> = {
  embedding_scaled: '嵌入按 1/sqrt(hidden) 缩放',
  embedding_scaled_story: '其他模型会缩放嵌入，Qwen3 不会。缩小之后，一行的均方值会低于第一个归一化的 epsilon。',
  qkv_bias_uninitialised: 'QKV 偏置未初始化',
  qkv_bias_uninitialised_story:
    'Qwen2 的 q、k、v 带偏置，Qwen3 没有。某个内核保留了偏置，分配了内存却从未写入。q 和 k 随后会被归一化，掩盖了问题；v 不会：1e29 进入注意力输出，其平方溢出，1/inf 为 0，于是每个词元的输出都是 ID 0。',
  input_gain_missing: '输入归一化增益未加载',
  input_gain_missing_story: '注意力之前的归一化在每个通道上都有增益。加载器若跳过它们，所有增益都会保持为 1。',
  epsilon_missing: '归一化缺少 epsilon',
  epsilon_missing_story:
    '缺少 epsilon 时，数值较小的行会被过度放大。当均方值接近 1e-6 时影响明显，例如嵌入被缩小之后。',
  f16_accumulation: '以 f16 累加',
  f16_accumulation_story: '号称 float32 的内核以 f16 累加乘积：每个和只剩 11 位精度。',
  gain_after_rounding: '先舍入为 bf16 再乘增益',
  gain_after_rounding_story:
    'transformers 在 bf16 下先对归一化结果舍入，再乘以增益；在 float32 下不做舍入。两种做法都可以，但不能一个内核用一种、下一个内核用另一种。',
  k_gain_clamped: 'K 归一化增益被限制在 [-10, 10]',
  k_gain_clamped_story:
    'Qwen3-0.6B 的增益可达 96.5，看起来像是罪魁祸首。但限制增益解决不了问题，还会改变模型的输出：增益对信号和误差的放大是一样的。',
  norm_across_heads: '跨所有头归一化',
  norm_across_heads_story: 'q 和 k 是逐头归一化的；对整个投影做归一化会把各头混在一起。',
  rope_base: 'RoPE 底数为 10,000',
  rope_base_story: '使用了旧模型的底数，而不是 config.json 中的 1,000,000：相邻词元几乎不受影响，远处的词元则会丢失。',
  rope_interleaved: 'RoPE 作用于相邻元素',
  rope_interleaved_story: '这里的配对是 (i, i + half)，其他模型是 (2i, 2i + 1)：角度正确，配对错误。',
  rope_position_off_by_one: 'RoPE 位置偏移一位',
  rope_position_off_by_one_story:
    '位置从 1 而不是 0 开始计数。注意力只看位置之差，所以文本可能仍然正确；但该阶段依然有误，与其他内核写入的缓存也不匹配。',
  kv_slot_overwritten: 'KV 槽位被覆盖',
  kv_slot_overwritten_story: '追加时写到了前一个槽位：前一个词元丢失，而本词元的槽位仍是之前的内容。',
  grouped_heads_modulo: '查询头按取模匹配键头',
  grouped_heads_modulo_story:
    '相邻的查询头共用一个键头：head / group。若写成 head % key heads，多数查询头会用到其他头的键。',
  softmax_without_maximum: 'Softmax 未减去最大值',
  softmax_without_maximum_story: '分数超过 88.7 时 exp 在 f32 中为无穷大。低于该值一切正常，因此测试往往发现不了。',
  causal_mask_off_by_one: '因果掩码偏移一位',
  causal_mask_off_by_one_story: '词元能关注其前面的所有词元，却不能关注自己。',
  stale_cache_read: '最新的键和值在写入前被读取',
  stale_cache_read_story: '竞态条件：注意力没有等待追加完成，最新的槽位仍是之前的内容。',
  attention_residual_dropped: '丢失注意力残差',
  attention_residual_dropped_story: '注意力输出替换了残差流，而不是与之相加。',
  swiglu_f16_overflow: 'SwiGLU 以 f16 存储',
  swiglu_f16_overflow_story:
    'silu(gate) * up 可能超过 f16 的最大值 65504 而变为无穷大；低于该值时会损失 13 位精度。Qwen3-Embedding-8B 的第 2 层会达到这样的数值。',
  tail_rows_unwritten: '尾部的行未写入',
  tail_rows_unwritten_story: '调度网格向下取整，或边界差了几行：最后几行保留着前一层写入的内容，看起来似乎合理。',
  weight_bit_flipped: '某个权重的一个指数位翻转',
  weight_bit_flipped_story: '文件或内存损坏：一个权重变为原来的 65536 倍，残差流的一个通道随之失控。',
};
