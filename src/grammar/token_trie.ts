import { dead, type Matcher } from './matcher.ts';

/** A token of the vocabulary, as text. */
export interface TextToken {
  id: number;
  bytes: Uint8Array;
}

const none = -1;

/** The tokens of a vocabulary by their bytes: those that begin alike are followed together. */
export class TokenTrie {
  /** Nodes in depth-first order: the byte, how deep it lies, and the node behind all that begins so. */
  readonly #bytes: Uint8Array;
  readonly #depths: Uint16Array;
  readonly #behind: Int32Array;
  /** The token that ends at each node, and further ids with the same bytes. */
  readonly #ids: Int32Array;
  readonly #alike = new Map<number, number[]>();
  readonly #deepest: number;
  readonly #bytesOf = new Map<number, Uint8Array>();

  constructor(
    tokens: Iterable<TextToken>,
    /** How many ids the model has. */
    readonly width: number,
  ) {
    const keyed = Array.from(tokens, ({ id, bytes }) => {
      this.#bytesOf.set(id, bytes);
      return { id, key: String.fromCharCode(...bytes) };
    });
    const sorted = keyed.toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
    const size = sorted.reduce((sum, { key }) => sum + key.length, 0);
    const [bytes, depths, ids] = [new Uint8Array(size), new Uint16Array(size), new Int32Array(size).fill(none)];
    this.#deepest = sorted.reduce((most, { key }) => Math.max(most, key.length), 0);
    let nodes = 0;
    let before = '';
    for (const { id, key } of sorted) {
      if (key === before) this.#add(ids, nodes - 1, id);
      else {
        let common = 0;
        while (common < before.length && before[common] === key[common]) common += 1;
        for (let depth = common; depth < key.length; depth += 1) {
          bytes[nodes] = key.charCodeAt(depth);
          depths[nodes] = depth;
          nodes += 1;
        }
        ids[nodes - 1] = id;
      }
      before = key;
    }
    this.#bytes = bytes.subarray(0, nodes);
    this.#depths = depths.subarray(0, nodes);
    this.#ids = ids.subarray(0, nodes);
    this.#behind = endsOf(this.#depths, this.#deepest);
  }

  /** The bytes of a token; undefined for an id that is none of these. */
  bytesOf(id: number): Uint8Array | undefined {
    return this.#bytesOf.get(id);
  }

  /** A bit for every id whose bytes may come at `position`. */
  permitted(matcher: Matcher, position: number): Uint32Array<ArrayBuffer> {
    const mask = new Uint32Array(Math.ceil(this.width / 32));
    const at = new Int32Array(this.#deepest + 1);
    at[0] = position;
    for (let node = 0; node < this.#bytes.length;) {
      const depth = this.#depths[node]!;
      const next = matcher.next(at[depth]!, this.#bytes[node]!);
      if (next === dead) {
        node = this.#behind[node]!;
        continue;
      }
      at[depth + 1] = next;
      const id = this.#ids[node]!;
      if (id !== none) {
        permit(mask, id);
        for (const alike of this.#alike.get(id) ?? []) permit(mask, alike);
      }
      node += 1;
    }
    return mask;
  }

  #add(ids: Int32Array, node: number, id: number): void {
    const first = ids[node]!;
    this.#alike.set(first, [...(this.#alike.get(first) ?? []), id]);
  }
}

export function permit(mask: Uint32Array, id: number): void {
  mask[id >>> 5]! |= 1 << (id & 31);
}

/** For each node, the first one behind it that is not deeper. */
function endsOf(depths: Uint16Array, deepest: number): Int32Array {
  const ends = new Int32Array(depths.length);
  const nearest = new Int32Array(deepest + 1).fill(depths.length);
  for (let node = depths.length - 1; node >= 0; node -= 1) {
    const depth = depths[node]!;
    ends[node] = nearest[depth]!;
    nearest.fill(node, depth);
  }
  return ends;
}
