import type { WeightChoice } from '../../vocabulary/weight_choice.ts';

/** What a weight format is: everything that differs from one format to the next. docs/how-to/add-a-weight-format.md */
export interface WeightFormat {
  /** What people call it. Where files store it, their name for it. */
  name: string;
  /** The value of `weight_type`: WEIGHT_NAME in shaders/formats/name.wgsl. */
  code: number;
  /**
   * What weights come in on the GPU: a tensor takes whole units, and a part that has to stand alone (a piece, a write) begins with one.
   * Bytes are a multiple of 4.
   */
  unit: { elements: number; bytes: number };
  /** Vec8s that an invocation takes at a time (shaders/formats/chunk.wgsl) where rows are whole units: as many as 16 bytes hold. */
  vec8sPerChunk: 1 | 2 | 4;
  /**
   * Whether an f16, which has 11 significant bits, holds every element of a row that is scaled by a power of two. Subgroup matrices take two
   * for an element otherwise.
   */
  fitsF16: boolean;
  /** Magnitudes, where every element stands alone, so that it can be a norm's gain or be quantised; null where elements share scales. */
  dense: { minNormal: number; max: number } | null;
  /** How files store it; null where it is only made while loading. */
  stored: Stored | null;
  /** How it is made while loading from a dense format; null where it is only stored. */
  quantised: Quantised | null;
  /** What `count` elements are worth, exactly, by the definition of the format. */
  decode: (bytes: Uint8Array, count: number) => Float64Array;
  /** The bytes of the nearest values, as on the GPU. */
  encode: (values: ArrayLike<number>) => Uint8Array<ArrayBuffer>;
}

interface Stored {
  /** What a file's elements come in. A unit is one or several of these. */
  block: { elements: number; bytes: number };
  /** Turns bytes of a file, which begin with a unit, into whole units. */
  toUnits: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
  /** Its number in GGUF files (ggml.h, enum ggml_type); null where they do not have it. */
  ggml: number | null;
}

interface Quantised {
  /** What a person chooses to get it. */
  choice: WeightChoice;
  /** The format of tensors whose errors reach the logits undamped: the embedding and the output matrix. */
  sensitive: string;
  /** Constants of shaders/load/quantise.wgsl. */
  constants: { code_bits: number; lowest_code: number; largest_scale: number };
}
