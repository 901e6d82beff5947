import type { FloatType, Model } from '../../job.ts';
import { contrib, type GraphWriter } from './onnx.ts';
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
   * The product of `input` [.., inputs] and a new matrix.
   *
   * @param gain rms of the result divided by rms of the input
   * @returns the name of the result [.., outputs]
   */
  add(name: string, input: string, inputs: number, outputs: number, gain = 1): string {
    const rms = gain / Math.sqrt(inputs);
    const result = `${name}.output`;
    this.#made += 1;
    const seed = this.#made;
    if (this.model.weights === 'f16') {
      const make = () => randomFloats(inputs * outputs, this.type, rms, seed);
      const weight = this.graph.weight(`${name}.weight`, this.type, [inputs, outputs], make);
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
}
