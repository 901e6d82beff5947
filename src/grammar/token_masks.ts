import { Matcher } from './matcher.ts';
import { permit, type TokenTrie } from './token_trie.ts';

/** Masks that are kept: 19 KB each of 151,936 ids. */
const mostMasks = 1000;

/** Which ids may come next in a text that `matcher` matches. */
export class TokenMasks {
  readonly #masks = new Map<number, Uint32Array<ArrayBuffer>>();

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
    if (this.#masks.size >= mostMasks) this.#masks.clear();
    this.#masks.set(position, mask);
    return mask;
  }
}
