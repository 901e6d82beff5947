/** The layout of grouped formats (shaders/grouped/grouped.wgsl), by its definition: units of four groups, codes first, then parameters. */

/** Types of scales and biases. */
export type HalfType = 'BF16' | 'F16';

export const groupSizes = [32, 64, 128] as const;
export type GroupSize = (typeof groupSizes)[number];

export interface Grouping {
  /** Of a code. */
  bits: 4 | 8;
  /** Neighbouring elements of a row that share parameters. */
  group: GroupSize;
}

/** What `weight_type` says of a grouped format besides its grouping. */
export const groupKinds = { affineBf16: 0, affineF16: 1, zeroPoint: 2, fp8: 3 } as const;

/** The value of `weight_type`. */
export function groupedCode(kind: keyof typeof groupKinds, { bits, group }: Grouping): number {
  return 64 + 16 * groupKinds[kind] + (bits === 8 ? 8 : 0) + Math.log2(group / 32);
}

/** What all grouped formats have in common. */
export function groupedTraits({ bits, group }: Grouping) {
  return {
    unit: { elements: 4 * group, bytes: codeBytes({ bits, group }) + 16 },
    vec8sPerChunk: bits === 4 ? 4 : 2,
    fitsF16: false, // the bits of a code and of its scale are 12 or more
    dense: null,
    stored: null,
    quantised: null,
  } as const;
}

/** A group's codes, and its word of parameters. */
export interface Group {
  codes: ArrayLike<number>;
  parameters: number;
}

/** The bytes of whole units; `make` gets the values of one group after the other, zeros behind the last. */
export function packGroups(
  values: ArrayLike<number>,
  grouping: Grouping,
  make: (values: number[]) => Group,
): Uint8Array<ArrayBuffer> {
  const { bits, group } = grouping;
  const { unit } = groupedTraits(grouping);
  const bytes = new Uint8Array(Math.ceil(values.length / unit.elements) * unit.bytes);
  const view = new DataView(bytes.buffer);
  for (let first = 0; first < (bytes.length / unit.bytes) * unit.elements; first += group) {
    const { codes, parameters } = make(Array.from({ length: group }, (_, i) => values[first + i] ?? 0));
    view.setUint32(parametersByte(first, grouping), parameters, true);
    for (let i = 0; i < group; i++) {
      const { byte, shift } = codePlace(first + i, grouping);
      bytes[byte]! |= (codes[i]! & (2 ** bits - 1)) << shift;
    }
  }
  return bytes;
}

/** What `count` elements are worth: `decoder` gets a group's word of parameters, and answers with what its codes are worth. */
export function unpackGroups(
  bytes: Uint8Array,
  count: number,
  grouping: Grouping,
  decoder: (parameters: number) => (code: number) => number,
): Float64Array {
  const { bits, group } = grouping;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const values = new Float64Array(count);
  for (let first = 0; first < count; first += group) {
    const value = decoder(view.getUint32(parametersByte(first, grouping), true));
    for (let index = first; index < Math.min(first + group, count); index++) {
      const { byte, shift } = codePlace(index, grouping);
      values[index] = value((bytes[byte]! >> shift) & (2 ** bits - 1));
    }
  }
  return values;
}

/** 16 bytes have a vec8 of all four groups (4 bits, a byte's lower half first), or of the first or the last two. */
function codePlace(index: number, grouping: Grouping): { byte: number; shift: number } {
  const { bits, group } = grouping;
  const { elements, bytes } = groupedTraits(grouping).unit;
  const first = Math.floor(index / elements) * bytes;
  const ofUnit = Math.floor((index % elements) / group);
  const vec8 = Math.floor((index % group) / 8);
  if (bits === 4) return { byte: first + vec8 * 16 + ofUnit * 4 + Math.floor((index % 8) / 2), shift: (index % 2) * 4 };
  const half = Math.floor(ofUnit / 2) * 2 * group;
  return { byte: first + half + vec8 * 16 + (ofUnit % 2) * 8 + (index % 8), shift: 0 };
}

function parametersByte(index: number, grouping: Grouping): number {
  const { elements, bytes } = groupedTraits(grouping).unit;
  const unit = Math.floor(index / elements);
  return unit * bytes + codeBytes(grouping) + 4 * Math.floor((index % elements) / grouping.group);
}

function codeBytes({ bits, group }: Grouping): number {
  return (4 * group * bits) / 8;
}
