import type { ByteReader, ByteWriter } from '../bytes.ts';
import type { PromptSpec } from '../../format/spec.ts';

/** 0 is hidden; an odd number is twice a count and one; an even number is twice a count of ids that follow. */
export function writePrompt(out: ByteWriter, prompt: PromptSpec): void {
  if (prompt.show === 'hidden') out.whole(0);
  else if (prompt.show === 'counted') out.whole(2 * prompt.count + 1);
  else {
    out.whole(2 * prompt.tokens.length);
    for (const id of prompt.tokens) out.whole(id);
  }
}

/** @throws RangeError for more than `most` ids, before they are read. */
export function readPrompt(bytes: ByteReader, most: number): PromptSpec {
  const head = bytes.whole();
  const count = Math.floor(head / 2);
  if (head === 0) return { show: 'hidden' };
  if (head % 2 === 1) return { show: 'counted', count };
  if (count > most) throw new RangeError('too many tokens');
  return { show: 'shown', tokens: Array.from({ length: count }, () => bytes.whole()) };
}
