import type { Block } from '../checkpoint/safetensors/blocks.ts';
import { widen } from '../checkpoint/safetensors/widen.ts';

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

/** Keeps the gains of norms as the weights stream by: a few thousand numbers, read whole by people. */
export class NormGains {
  readonly #layers: Partial<LayerGains>[] = [];
  #final: Float32Array = new Float32Array();

  take({ tensor, bytes }: Block): void {
    if (tensor.shape.length !== 1) return;
    const values = widen(bytes, tensor.dtype);
    if (tensor.name === 'model.norm.weight') this.#final = values;
    const [, layer, part] = /^model\.layers\.(\d+)\.(.+)\.weight$/.exec(tensor.name) ?? [];
    if (part && part in parts) (this.#layers[Number(layer)] ??= {})[parts[part as keyof typeof parts]] = values;
  }

  /** All of them; a checkpoint that loads has them. */
  get layers(): readonly LayerGains[] {
    return this.#layers as LayerGains[];
  }

  get final(): Float32Array {
    return this.#final;
  }
}
