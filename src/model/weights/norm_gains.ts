import { formatOf } from '../../kernels/formats/formats.ts';
import type { Block } from '../checkpoint/safetensors/blocks.ts';
import { isPartType } from '../checkpoint/safetensors/safetensors.ts';
import type { Family } from '../families/family.ts';
import { layerNorms, type LayerNorm } from '../families/model_weights.ts';

/** The gains of a layer's norms, [n] each. */
type LayerGains = Record<LayerNorm, Float32Array>;

/** Collects the gains of norms, exactly, as the weights stream by: a few thousand numbers, for the scan and its chart. */
export class NormGains {
  /** By the tensor that holds them. */
  readonly #gains = new Map<string, Float32Array>();

  constructor(private readonly tensors: ReturnType<Family['normTensors']>) {}

  take({ tensor, bytes }: Block): void {
    if (tensor.shape.length !== 1 || isPartType(tensor.dtype)) return;
    this.#gains.set(tensor.name, Float32Array.from(formatOf(tensor.dtype).decode(bytes, tensor.shape[0]!)));
  }

  /** Of every layer: a checkpoint that loads has them all. */
  get layers(): readonly LayerGains[] {
    return this.tensors.layers.map(
      (names) => Object.fromEntries(layerNorms.map((norm) => [norm, this.#gains.get(names[norm])!])) as LayerGains,
    );
  }

  get final(): Float32Array {
    return this.#gains.get(this.tensors.final)!;
  }
}
