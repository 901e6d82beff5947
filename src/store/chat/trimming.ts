/**
 * Which turns of a long conversation a model still sees. A turn is a question and its answer, and the oldest are left out
 * first. Leaving out changes the beginning of the prompt, so nothing behind it can be reused of the KV cache. It therefore
 * happens seldom: what is kept then takes half of the context, and the next turns are added behind it.
 */
export interface Turns {
  /** At least 1: the newest question. */
  count: number;
  /** The first turn that the answer before saw. */
  before: number;
  /** Tokens that the KV cache has room for. */
  context: number;
  /** The most tokens that the answer may take. */
  maxTokens: number;
  /** Tokens of the prompt that begins with turn `first`. The more turns are left out, the fewer. */
  tokens: (first: number) => Promise<number>;
}

export interface Trimmed {
  /** The first turn that the model sees. The newest question is never left out. */
  first: number;
  tokens: number;
  /** Whether there is room for an answer behind it. If not, the newest question alone is too long. */
  fits: boolean;
}

/** The tokens that a prompt may take before turns are left out: an answer keeps a quarter of the context, or all that it may take. */
export function promptRoom({ context, maxTokens }: Pick<Turns, 'context' | 'maxTokens'>): number {
  return context - Math.min(maxTokens, Math.floor(context / 4));
}

export async function trim({ count, before, context, maxTokens, tokens }: Turns): Promise<Trimmed> {
  const room = promptRoom({ context, maxTokens });
  const newest = count - 1;
  // All turns, where a longer context or another branch has made room for them again; or else as before.
  for (const first of new Set([0, Math.min(before, newest)])) {
    const taken = await tokens(first);
    if (taken <= room) return { first, tokens: taken, fits: true };
  }
  let low = Math.min(before + 1, newest);
  let high = newest;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await tokens(middle)) <= context / 2) high = middle;
    else low = middle + 1;
  }
  const taken = await tokens(low);
  return { first: low, tokens: taken, fits: taken < context };
}
