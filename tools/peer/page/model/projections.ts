import type { FloatType } from '../../../../src/onnx/decoder.ts';
import { contrib, type GraphWriter } from '../../../../src/onnx/graph_writer.ts';
import type { Model } from '../../job.ts';
import { blockScales, randomFloats, randomNibbles } from './random_weights.ts';

const block = 32;

/** Writes matrix products with random weights. No two have the same weights. */
export class Projections {
  #made = 0;

  constructor(
    readonly graph: GraphWriter,
    readonly model: Model,
    readonly type: FloatType,
  ) {}

  /**
   * Writes the product of `input` [.., inputs] and a new matrix: [.., outputs], called `result`.
   *
   * @returns `result`
   */
  add(name: string, input: string, { inputs, outputs }: { inputs: number; outputs: number }, result: string): string {
    const rms = this.#gain(name) / Math.sqrt(inputs);
    this.#made += 1;
    const seed = this.#made;
    if (this.model.weights === 'f16') {
      const make = () => randomFloats(inputs * outputs, this.type, rms, seed);
      const weight = this.graph.weight(name, this.type, [inputs, outputs], make);
      this.graph.node('MatMul', [input, weight], [result]);
      return result;
    }
    const blocks = inputs / block;
    const weight = this.graph.weight(`${name}.nibbles`, 'uint8', [outputs, blocks, block / 2], () =>
      randomNibbles(inputs * outputs, seed),
    );
    const scale = this.graph.weight(`${name}.scales`, this.type, [outputs, blocks], () =>
      blockScales(outputs * blocks, this.type, rms),
    );
    const attributes = {
      K: inputs,
      N: outputs,
      bits: 4,
      block_size: block,
      accuracy_level: this.model.accuracyLevel,
    };
    this.graph.node('MatMulNBits', [input, weight, scale], [result], attributes, contrib);
    return result;
  }

  /** The root mean square of the result divided by that of the input: smaller where the residual stream grows by it. */
  #gain(name: string): number {
    return /(o|down)_proj/.test(name) ? 1 / Math.sqrt(2 * this.model.layers) : 1;
  }
}
