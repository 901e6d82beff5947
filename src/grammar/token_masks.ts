import { refuse } from '../result.ts';
import { dead, type Matcher } from './matcher.ts';
import { permit, type TokenTrie } from './token_trie.ts';

/** Masks that are kept: 19 KB each of 151,936 ids. */
const maxMasks = 1000;

/** Which ids may come next in a text that `matcher` matches. */
export class TokenMasks {
  readonly #masks = new Map<number, Uint32Array<ArrayBuffer>>();
  #all: Uint32Array<ArrayBuffer> | null = null;

  constructor(
    readonly matcher: Matcher,
    private readonly trie: TokenTrie,
    /** Ids that end the text where it is complete. */
    private readonly endIds: readonly number[],
  ) {}

  /** A bit for every id, of those that may come at `position`. */
  at(position: number): Uint32Array<ArrayBuffer> {
    const known = this.#masks.get(position);
    if (known) return known;
    const mask = this.trie.permitted(this.matcher, position);
    if (this.matcher.isComplete(position)) for (const id of this.endIds) permit(mask, id);
    if (!mask.some((word) => word !== 0)) {
      refuse(
        'bad-request',
        'The vocabulary of this model has no token with which the JSON could go on: choose another model.',
      );
    }
    if (this.#masks.size >= maxMasks) this.#masks.clear();
    this.#masks.set(position, mask);
    return mask;
  }

  /** The position after a token. Refuses (`bad-request`) one that may not come. */
  after(position: number, id: number): number {
    const bytes = this.trie.bytesOf(id);
    const next = bytes ? this.matcher.after(position, bytes) : dead;
    if (next === dead) refuse('bad-request', 'The answer so far does not fit its format: regenerate it.');
    return next;
  }

  /** A mask of all ids but these. */
  allBut(ids: readonly number[]): Uint32Array<ArrayBuffer> {
    this.#all ??= new Uint32Array(Math.ceil(this.trie.width / 32)).fill(0xffff_ffff);
    for (const id of ids) this.#all[id >>> 5]! &= ~(1 << (id & 31));
    return this.#all;
  }

  /** `mask` and one more id. */
  with(mask: Uint32Array<ArrayBuffer>, id: number): Uint32Array<ArrayBuffer> {
    const more = mask.slice();
    permit(more, id);
    return more;
  }
}
