/** Enough for a chat, and less than a gigabyte of KV cache at Qwen3-0.6B's 224 KiB a token. */
const usual = 4096;

export function defaultContext(maxPositions: number): number {
  return Math.min(maxPositions, usual);
}

/** Context sizes worth offering, ascending: powers of two from 512, and the model's own limit. */
export function contextChoices(maxPositions: number): number[] {
  const choices: number[] = [];
  for (let size = 512; size < maxPositions; size *= 2) choices.push(size);
  return [...choices, maxPositions];
}
