import { formatOf } from '../../kernels/formats/formats.ts';
import type { Block } from '../checkpoint/safetensors/blocks.ts';

/** The gains of a layer's four norms, [n] each. */
export interface LayerGains {
  inputNorm: Float32Array;
  qNorm: Float32Array;
  kNorm: Float32Array;
  postNorm: Float32Array;
}

const parts = {
  input_layernorm: 'inputNorm',
  'self_attn.q_norm': 'qNorm',
  'self_attn.k_norm': 'kNorm',
  post_attention_layernorm: 'postNorm',
} as const;

/** Collects the gains of norms, exactly, as the weights stream by: a few thousand numbers, for the scan and its chart. */
export class NormGains {
  readonly #layers: Partial<LayerGains>[] = [];
  #final: Float32Array = new Float32Array();

  take({ tensor, bytes }: Block): void {
    if (tensor.shape.length !== 1) return;
    const values = Float32Array.from(formatOf(tensor.dtype).decode(bytes, tensor.shape[0]!));
    if (tensor.name === 'model.norm.weight') this.#final = values;
    const [, layer, part] = /^model\.layers\.(\d+)\.(.+)\.weight$/.exec(tensor.name) ?? [];
    if (part && part in parts) (this.#layers[Number(layer)] ??= {})[parts[part as keyof typeof parts]] = values;
  }

  /** Of every layer: a checkpoint that loads has them all. */
  get layers(): readonly LayerGains[] {
    return this.#layers as LayerGains[];
  }

  get final(): Float32Array {
    return this.#final;
  }
}
