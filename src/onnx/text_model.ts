import type { ModelConfig } from '../model/families/model_config.ts';
import { embeddingTensor, headTensor } from '../model/families/qwen3/tensors.ts';
import { ropeRotations } from '../model/pass/rope.ts';
import { writeDecoder, type DecoderWeights } from './decoder.ts';
import { GraphWriter, type OnnxModel } from './graph_writer.ts';

/** Reads a tensor of a checkpoint in f32: as it is, or columns first, as MatMul takes a matrix. */
export type ReadTensor = (tensor: string, layout: 'rows' | 'columns') => Promise<Float32Array<ArrayBuffer>>;

/**
 * Qwen3 in f32 with a checkpoint's own weights, as transformers.js takes a model for text: inputs `input_ids`, `attention_mask`,
 * `num_logits_to_keep` (0 for all rows) and the cache, outputs `logits` and the cache.
 *
 * @param positions how many tokens a conversation may have
 * @param stages values that are outputs besides, by their names (`L3.q_norm`)
 */
export function textModel(
  config: ModelConfig,
  positions: number,
  read: ReadTensor,
  stages: readonly string[] = [],
): OnnxModel {
  const graph = new GraphWriter();
  const { vocabSize, hiddenSize, headDim, ropeTheta, yarn, tied } = config;
  const bytesOf = async (tensor: string, layout: 'rows' | 'columns') =>
    new Uint8Array((await read(tensor, layout)).buffer);
  const type = 'float32';
  const weights: DecoderWeights = {
    type,
    table: (tensor) => graph.weight(tensor, type, [vocabSize, hiddenSize], () => bytesOf(tensor, 'rows')),
    gain: (tensor, width) => graph.weight(tensor, type, [width], () => bytesOf(tensor, 'rows')),
    product(tensor, x, { inputs, outputs }, result) {
      const matrix = graph.weight(tensor, type, [inputs, outputs], () => bytesOf(tensor, 'columns'));
      graph.node('MatMul', [x, matrix], [result]);
      return result;
    },
  };
  const waves = (['cos', 'sin'] as const).map((wave, at) =>
    graph.weight(`${wave}_cache`, type, [positions, headDim / 2], () => {
      const rotations = ropeRotations(positions, headDim, ropeTheta, yarn);
      return new Uint8Array(
        Float32Array.from({ length: rotations.length / 2 }, (_, i) => rotations[2 * i + at]!).buffer,
      );
    }),
  );

  const ids = graph.input('input_ids', 'int64', [1, 'tokens']);
  const mask = graph.input('attention_mask', 'int64', [1, 'total']);
  const kept = graph.input('num_logits_to_keep', 'int64', []);
  const normed = writeDecoder(graph, config, weights, {
    ids,
    lengths: writeLengths(graph, mask),
    rotations: [waves[0]!, waves[1]!],
  });

  const one = graph.integers('one', [1]);
  graph.node('Neg', [kept], ['before_the_end']);
  graph.node('Reshape', ['before_the_end', one], ['first_kept']);
  const end = graph.integers('end', [2 ** 31 - 1]);
  graph.node('Slice', [normed, 'first_kept', end, one], ['kept_rows']);
  if (tied) {
    // The embedding as it is: a product of two matrices can take the second one by rows.
    graph.node('Reshape', ['kept_rows', graph.integers('matrix', [-1, hiddenSize])], ['kept_matrix']);
    graph.node('Gemm', ['kept_matrix', embeddingTensor], ['logits_matrix'], { transB: 1 });
    graph.node('Reshape', ['logits_matrix', graph.integers('batch', [1, -1, vocabSize])], ['logits']);
  } else {
    weights.product(headTensor, 'kept_rows', { inputs: hiddenSize, outputs: vocabSize }, 'logits');
  }
  graph.output('logits', type, [1, 'kept', vocabSize]);
  for (const stage of stages) graph.output(stage, type, [1, 'tokens', `width of ${stage}`]);
  return graph.finish();
}

/** The index of the last position, and the number of all: of a conversation without padding. */
function writeLengths(graph: GraphWriter, mask: string): [string, string] {
  graph.node('ReduceSum', [mask, graph.integers('positions_axis', [1])], ['positions'], { keepdims: 0 });
  graph.node('Sub', ['positions', graph.integers('first_position', [1])], ['last_position_int64']);
  graph.node('Cast', ['last_position_int64'], ['last_position'], { to: 6 });
  graph.node('Cast', ['positions'], ['total_positions'], { to: 6 });
  return ['last_position', 'total_positions'];
}
