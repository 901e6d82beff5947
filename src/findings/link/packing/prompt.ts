import type { ByteReader, ByteWriter } from '../bytes.ts';
import type { PromptSpec } from '../../format/spec.ts';

/** 0 means hidden. An odd number is twice a count plus one. An even number is twice the count of the ids that follow. */
export function writePrompt(out: ByteWriter, prompt: PromptSpec): void {
  if (prompt.show === 'hidden') out.whole(0);
  else if (prompt.show === 'counted') out.whole(2 * prompt.count + 1);
  else {
    out.whole(2 * prompt.tokens.length);
    for (const id of prompt.tokens) out.whole(id);
  }
}

/** @throws RangeError for more than `maxIds`, before they are read */
export function readPrompt(bytes: ByteReader, maxIds: number): PromptSpec {
  const head = bytes.whole();
  const count = Math.floor(head / 2);
  if (head === 0) return { show: 'hidden' };
  if (head % 2 === 1) return { show: 'counted', count };
  if (count > maxIds) throw new RangeError('too many tokens');
  return { show: 'shown', tokens: Array.from({ length: count }, () => bytes.whole()) };
}
