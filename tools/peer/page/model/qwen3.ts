import type { FloatType, Model } from '../../job.ts';
import { encodeFloats } from './floats.ts';
import { contrib, GraphWriter, type OnnxModel } from './onnx.ts';
import { Projections } from './projections.ts';
import { randomFloats } from './random_weights.ts';
import { cacheNames, shape } from './shape.ts';

const { hidden, ffn, heads, kvHeads, headDim, vocabulary, ropeTheta, epsilon } = shape;

/** Far above the published 0.027: in an untrained model, the output of attention would otherwise drown out the token. */
const embeddingRms = 1;

/**
 * Qwen3-0.6B as ONNX with random weights. Operators and their order are those of today's exports for WebGPU, so the
 * runtime's own fusions apply: norm with q, k and v; norm with gate, up and SiLU; q and k norm and RoPE with attention.
 * Two things differ from an export, to the runtime's advantage. Lengths are inputs here and not computed from an attention
 * mask in each run, and logits are computed for the last token only.
 *
 * @param positions number of positions in the RoPE tables
 */
export function buildQwen3(model: Model, type: FloatType, positions: number): OnnxModel {
  const graph = new GraphWriter();
  const projections = new Projections(graph, model, type);

  const ids = graph.input('input_ids', 'int64', [1, 'tokens']);
  const lengths = [
    graph.input('seqlens_k', 'int32', [1]),
    graph.input('total_sequence_length', 'int32', [1]),
    ...ropeTables(graph, type, positions),
  ];
  const headShapes = { q: rowsOf(graph, 'q_heads', headDim), k: rowsOf(graph, 'k_heads', headDim) };
  const rowShapes = { q: rowsOf(graph, 'q_rows', heads * headDim), k: rowsOf(graph, 'k_rows', kvHeads * headDim) };

  function gains(name: string, width: number): string {
    return graph.constant(name, type, [width], encodeFloats(new Float32Array(width).fill(1), type));
  }

  /** RMSNorm of each head. */
  function headNorm(part: 'q' | 'k', layer: string, projected: string): string {
    const name = `${layer}.${part}_norm`;
    graph.node('Reshape', [projected, headShapes[part]], [`${name}.heads`]);
    graph.node('SimplifiedLayerNormalization', [`${name}.heads`, gains(name, headDim)], [`${name}.normed`], {
      axis: -1,
      epsilon,
      stash_type: 1,
    });
    graph.node('Reshape', [`${name}.normed`, rowShapes[part]], [`${name}.output`]);
    return `${name}.output`;
  }

  function attention(layer: number, normed: string): string {
    const name = `${layer}.attention`;
    const q = projections.add(`${layer}.q_proj`, normed, hidden, heads * headDim);
    const k = projections.add(`${layer}.k_proj`, normed, hidden, kvHeads * headDim);
    const v = projections.add(`${layer}.v_proj`, normed, hidden, kvHeads * headDim);
    const cache = cacheNames(model.layers).slice(2 * layer, 2 * layer + 2);
    for (const { past, present } of cache) {
      graph.input(past, type, [1, kvHeads, 'past', headDim]);
      graph.output(present, type, [1, kvHeads, 'present', headDim]);
    }
    graph.node(
      'GroupQueryAttention',
      [headNorm('q', `${layer}`, q), headNorm('k', `${layer}`, k), v, ...cache.map(({ past }) => past), ...lengths],
      [name, ...cache.map(({ present }) => present)],
      { num_heads: heads, kv_num_heads: kvHeads, do_rotary: 1, rotary_interleaved: 0 },
      contrib,
    );
    return projections.add(`${layer}.o_proj`, name, heads * headDim, hidden, 1 / Math.sqrt(2 * model.layers));
  }

  function feedForward(layer: number, normed: string): string {
    const gate = projections.add(`${layer}.gate_proj`, normed, hidden, ffn);
    const up = projections.add(`${layer}.up_proj`, normed, hidden, ffn);
    graph.node('Sigmoid', [gate], [`${layer}.sigmoid`]);
    graph.node('Mul', [gate, `${layer}.sigmoid`], [`${layer}.silu`]);
    graph.node('Mul', [`${layer}.silu`, up], [`${layer}.swiglu`]);
    return projections.add(`${layer}.down_proj`, `${layer}.swiglu`, ffn, hidden, 1 / Math.sqrt(2 * model.layers));
  }

  const table = graph.weight('embed_tokens', type, [vocabulary, hidden], () =>
    randomFloats(vocabulary * hidden, type, embeddingRms, 0),
  );
  graph.node('Gather', [table, ids], ['embed']);
  graph.node('SimplifiedLayerNormalization', ['embed', gains('0.input_norm', hidden)], ['0.normed'], {
    axis: -1,
    epsilon,
    stash_type: 1,
  });
  let residual = 'embed';

  /** Adds a branch to the residual stream and normalises the sum. The last sum itself is not an output: nothing reads it. */
  function addAndNorm(name: string, branch: string, isLast = false): string {
    const sum = isLast ? [] : ['', '', `${name}.sum`];
    graph.node(
      'SkipSimplifiedLayerNormalization',
      [residual, branch, gains(name, hidden)],
      [`${name}.normed`, ...sum],
      { epsilon },
      contrib,
    );
    residual = `${name}.sum`;
    return `${name}.normed`;
  }

  let normed = '0.normed';
  for (let layer = 0; layer < model.layers; layer += 1) {
    const isLast = layer === model.layers - 1;
    const middle = addAndNorm(`${layer}.post_norm`, attention(layer, normed));
    normed = addAndNorm(isLast ? 'final_norm' : `${layer + 1}.input_norm`, feedForward(layer, middle), isLast);
  }

  const lastRow = graph.constant('last_row', 'int64', [1], new Uint8Array(BigInt64Array.of(-1n).buffer));
  graph.node('Gather', [normed, lastRow], ['last_normed'], { axis: 1 });
  const logits = projections.add('lm_head', 'last_normed', hidden, vocabulary);
  if (model.output === 'logits') {
    graph.output(logits, type, [1, 1, vocabulary]);
  } else {
    graph.node('ArgMax', [logits], ['token'], { axis: -1, keepdims: 0 });
    graph.output('token', 'int64', [1, 1]);
  }
  return graph.finish();
}

/** The shape operand of a Reshape to rows of `width`. */
function rowsOf(graph: GraphWriter, name: string, width: number): string {
  const data = BigInt64Array.of(0n, -1n, BigInt(width));
  return graph.constant(name, 'int64', [3], new Uint8Array(data.buffer));
}

/** The names of the tables with cos and sin of every position, [positions, headDim / 2] each. */
function ropeTables(graph: GraphWriter, type: FloatType, positions: number): string[] {
  const half = headDim / 2;
  return (['cos', 'sin'] as const).map((wave) =>
    graph.weight(`${wave}_cache`, type, [positions, half], () => {
      const angle = (i: number) => Math.floor(i / half) * ropeTheta ** (-(i % half) / half);
      const values = Float32Array.from({ length: positions * half }, (_, i) => Math[wave](angle(i)));
      return encodeFloats(values, type);
    }),
  );
}
