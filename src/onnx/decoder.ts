import type { ModelConfig } from '../model/families/model_config.ts';
import { embeddingTensor, finalNormTensor, layerTensor } from '../model/families/qwen3/tensors.ts';
import { layerStages, stageName, type LayerStage } from '../vocabulary/stages.ts';
import { contrib, type ElementType, type GraphWriter } from './graph_writer.ts';

/** The type of activations, gains and cache. */
export type FloatType = Extract<ElementType, 'float16' | 'float32'>;

export type DecoderShape = Pick<
  ModelConfig,
  'hiddenSize' | 'ffnSize' | 'layers' | 'heads' | 'kvHeads' | 'headDim' | 'rmsNormEps'
>;

/** What a graph's weights are, by the names of their tensors in a checkpoint. Each method answers with the name of a value. */
export interface DecoderWeights {
  readonly type: FloatType;
  /** The embedding, [vocabulary, hidden]. */
  table(tensor: string): string;
  /** The gain of a norm, [width]. */
  gain(tensor: string, width: number): string;
  /** Writes the product of `x`, [.., inputs], and a matrix: [.., outputs], called `result`. */
  product(tensor: string, x: string, shape: { inputs: number; outputs: number }, result: string): string;
}

export interface DecoderInputs {
  /** Ids, [1, tokens]. */
  ids: string;
  /** What GroupQueryAttention reads of lengths: the index of the last position, [1], and the number of all positions. */
  lengths: readonly [string, string];
  /** Cosines and sines of every position, [positions, headDim / 2] each. */
  rotations: readonly [string, string];
}

/** The names of every layer's keys and values as inputs and outputs of the model, as in transformers.js. */
export function cacheNames(layers: number): { past: string; present: string }[] {
  return Array.from({ length: layers }, (_, layer) =>
    ['key', 'value'].map((part) => ({
      past: `past_key_values.${layer}.${part}`,
      present: `present.${layer}.${part}`,
    })),
  ).flat();
}

/** The stages that are values of the graph, by their names. RoPE is part of the runtime's operator for attention. */
export function stagesOf(layers: number): string[] {
  const own = layerStages.filter((stage) => stage !== 'q_rope' && stage !== 'k_rope');
  const inLayers = Array.from({ length: layers }, (_, layer) => own.map((stage) => stageName(layer, stage)));
  return [stageName(null, 'embed'), ...inLayers.flat(), stageName(null, 'final_norm')];
}

/**
 * Writes Qwen3 from ids to the final norm, and its cache. Operators and their order are those of today's exports for WebGPU, so the
 * runtime's own fusions apply: norm with q, k and v; norm with gate, up and SiLU; q and k norm and RoPE with attention. Values are called
 * after the stages that they are (`L3.q_norm`).
 *
 * @returns the name of the normed rows, [1, tokens, hidden]
 */
export function writeDecoder(
  graph: GraphWriter,
  shape: DecoderShape,
  weights: DecoderWeights,
  { ids, lengths, rotations }: DecoderInputs,
): string {
  const { hiddenSize, ffnSize, layers, heads, kvHeads, headDim, rmsNormEps } = shape;
  const widths = { q: heads * headDim, k: kvHeads * headDim };
  const inHeads = graph.integers('in_heads', [0, -1, headDim]);
  const inRows = { q: graph.integers('q_rows', [0, -1, widths.q]), k: graph.integers('k_rows', [0, -1, widths.k]) };

  function norm(x: string, tensor: string, width: number, result: string): string {
    const attributes = { axis: -1, epsilon: rmsNormEps, stash_type: 1 };
    graph.node('SimplifiedLayerNormalization', [x, weights.gain(tensor, width)], [result], attributes);
    return result;
  }

  /** Adds a branch to the residual stream, and normalises the sum. */
  function addAndNorm(residual: string, branch: string, tensor: string, sum: string, result: string): void {
    const gain = weights.gain(tensor, hiddenSize);
    const attributes = { epsilon: rmsNormEps };
    graph.node(
      'SkipSimplifiedLayerNormalization',
      [residual, branch, gain],
      [result, '', '', sum],
      attributes,
      contrib,
    );
  }

  function layer(index: number, normed: string): string {
    const named = (stage: LayerStage) => stageName(index, stage);
    const product = (part: string, x: string, inputs: number, outputs: number, stage: LayerStage) =>
      weights.product(layerTensor(index, `${part}.weight`), x, { inputs, outputs }, named(stage));
    /** RMSNorm of each head. */
    const headNorm = (part: 'q' | 'k', projected: string) => {
      const stage = named(`${part}_norm`);
      graph.node('Reshape', [projected, inHeads], [`${stage}.heads`]);
      norm(`${stage}.heads`, layerTensor(index, `self_attn.${part}_norm.weight`), headDim, `${stage}.normed`);
      graph.node('Reshape', [`${stage}.normed`, inRows[part]], [stage]);
      return stage;
    };
    const q = product('self_attn.q_proj', normed, hiddenSize, widths.q, 'q');
    const k = product('self_attn.k_proj', normed, hiddenSize, widths.k, 'k');
    const v = product('self_attn.v_proj', normed, hiddenSize, widths.k, 'v');
    const cache = cacheNames(layers).slice(2 * index, 2 * index + 2);
    for (const { past, present } of cache) {
      graph.input(past, weights.type, [1, kvHeads, 'past', headDim]);
      graph.output(present, weights.type, [1, kvHeads, 'present', headDim]);
    }
    graph.node(
      'GroupQueryAttention',
      [headNorm('q', q), headNorm('k', k), v, ...cache.map(({ past }) => past), ...lengths, ...rotations],
      [named('attn'), ...cache.map(({ present }) => present)],
      { num_heads: heads, kv_num_heads: kvHeads, do_rotary: 1, rotary_interleaved: 0 },
      contrib,
    );
    return product('self_attn.o_proj', named('attn'), widths.q, hiddenSize, 'o_proj');
  }

  function feedForward(index: number, normed: string): string {
    const named = (stage: LayerStage) => stageName(index, stage);
    const product = (part: string, x: string, inputs: number, outputs: number, stage: LayerStage) =>
      weights.product(layerTensor(index, `mlp.${part}_proj.weight`), x, { inputs, outputs }, named(stage));
    const gate = product('gate', normed, hiddenSize, ffnSize, 'gate');
    const up = product('up', normed, hiddenSize, ffnSize, 'up');
    graph.node('Sigmoid', [gate], [`${gate}.sigmoid`]);
    graph.node('Mul', [gate, `${gate}.sigmoid`], [`${gate}.silu`]);
    graph.node('Mul', [`${gate}.silu`, up], [named('swiglu')]);
    return product('down', named('swiglu'), ffnSize, hiddenSize, 'down');
  }

  graph.node('Gather', [weights.table(embeddingTensor), ids], ['embed']);
  let residual = 'embed';
  let normed = norm('embed', layerTensor(0, 'input_layernorm.weight'), hiddenSize, stageName(0, 'input_norm'));
  for (let index = 0; index < layers; index += 1) {
    const branch = layer(index, normed);
    const [sum, postNorm] = [stageName(index, 'attn_residual'), stageName(index, 'post_norm')];
    addAndNorm(residual, branch, layerTensor(index, 'post_attention_layernorm.weight'), sum, postNorm);
    const isLast = index === layers - 1;
    const tensor = isLast ? finalNormTensor : layerTensor(index + 1, 'input_layernorm.weight');
    residual = stageName(index, 'mlp_residual');
    normed = isLast ? 'final_norm' : stageName(index + 1, 'input_norm');
    addAndNorm(sum, feedForward(index, postNorm), tensor, residual, normed);
  }
  return normed;
}
