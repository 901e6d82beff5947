/** Token ids spread over the vocabulary, for runs where the text does not matter. */
export function placeholderPrompt(count: number, vocabSize: number): number[] {
  // The factor is prime and far from any power of two, so that neighbours are far apart.
  return Array.from({ length: count }, (_, i) => (i * 7919 + 13) % vocabSize);
}
