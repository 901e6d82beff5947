import type { Block } from '../checkpoint/safetensors/blocks.ts';
import { widen } from '../checkpoint/safetensors/widen.ts';
import type { Family } from '../families/family.ts';
import { layerNorms, type LayerNorm } from '../families/model_weights.ts';

/** The gains of a layer's norms, [n] each. */
export type LayerGains = Record<LayerNorm, Float32Array>;

/** Keeps the gains of norms as the weights stream by: a few thousand numbers, few enough to be read by people. */
export class NormGains {
  /** By the tensor that holds them. */
  readonly #gains = new Map<string, Float32Array>();

  constructor(private readonly tensors: ReturnType<Family['normTensors']>) {}

  take({ tensor, bytes }: Block): void {
    if (tensor.shape.length === 1) this.#gains.set(tensor.name, widen(bytes, tensor.dtype));
  }

  /** All of them; a checkpoint that loads has them. */
  get layers(): readonly LayerGains[] {
    return this.tensors.layers.map(
      (names) => Object.fromEntries(layerNorms.map((norm) => [norm, this.#gains.get(names[norm])!])) as LayerGains,
    );
  }

  get final(): Float32Array {
    return this.#gains.get(this.tensors.final)!;
  }
}
