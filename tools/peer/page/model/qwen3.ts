import { headTensor } from '../../../../src/model/families/qwen3/tensors.ts';
import { writeDecoder, type DecoderWeights, type FloatType } from '../../../../src/onnx/decoder.ts';
import { GraphWriter, type OnnxModel } from '../../../../src/onnx/graph_writer.ts';
import type { Model } from '../../job.ts';
import { encodeFloats } from './floats.ts';
import { Projections } from './projections.ts';
import { randomFloats } from './random_weights.ts';
import { shape } from './shape.ts';

const { hiddenSize, headDim, vocabSize, ropeTheta } = shape;

/** Far above the published 0.027: in an untrained model, the output of attention would otherwise drown out the token. */
const embeddingRms = 1;

/**
 * Qwen3-0.6B as ONNX with random weights. Two things differ from an export, to the runtime's advantage. Lengths are inputs here and not
 * computed from an attention mask in each run, and logits are computed for the last token only.
 *
 * @param positions number of positions in the RoPE tables
 */
export function buildQwen3(model: Model, type: FloatType, positions: number): OnnxModel {
  const graph = new GraphWriter();
  const projections = new Projections(graph, model, type);
  const weights: DecoderWeights = {
    type,
    table: (tensor) =>
      graph.weight(tensor, type, [vocabSize, hiddenSize], () =>
        randomFloats(vocabSize * hiddenSize, type, embeddingRms, 0),
      ),
    gain: (tensor, width) => graph.constant(tensor, type, [width], encodeFloats(new Float32Array(width).fill(1), type)),
    product: (tensor, x, sizes, result) => projections.add(tensor, x, sizes, result),
  };
  const normed = writeDecoder(graph, { ...shape, layers: model.layers }, weights, {
    ids: graph.input('input_ids', 'int64', [1, 'tokens']),
    lengths: [graph.input('seqlens_k', 'int32', [1]), graph.input('total_sequence_length', 'int32', [1])],
    rotations: ropeTables(graph, type, positions),
  });
  graph.node('Gather', [normed, graph.integers('last_row', [-1])], ['last_normed'], { axis: 1 });
  projections.add(headTensor, 'last_normed', { inputs: hiddenSize, outputs: vocabSize }, 'logits');
  if (model.output === 'logits') {
    graph.output('logits', type, [1, 1, vocabSize]);
  } else {
    graph.node('ArgMax', ['logits'], ['token'], { axis: -1, keepdims: 0 });
    graph.output('token', 'int64', [1, 1]);
  }
  return graph.finish();
}

/** The names of the tables with cos and sin of every position, [positions, headDim / 2] each. */
function ropeTables(graph: GraphWriter, type: FloatType, positions: number): [string, string] {
  const half = headDim / 2;
  const table = (wave: 'cos' | 'sin') =>
    graph.weight(`${wave}_cache`, type, [positions, half], () => {
      const angle = (i: number) => Math.floor(i / half) * ropeTheta ** (-(i % half) / half);
      const values = Float32Array.from({ length: positions * half }, (_, i) => Math[wave](angle(i)));
      return encodeFloats(values, type);
    });
  return [table('cos'), table('sin')];
}
