import type { Prompt } from '../../../src/worker/api.ts';
import { Stop } from '../../bootstrap/process.mjs';

/**
 * Reads `--tokens` or `--prompt`, of which one has to be given.
 *
 * @throws Stop with one line on what is wrong and how to mend it.
 */
export function parsePrompt({ tokens, prompt }: { tokens?: string; prompt?: string }): Prompt {
  if ((tokens === undefined) === (prompt === undefined)) {
    const given = tokens === undefined ? 'neither --tokens nor --prompt' : 'both --tokens and --prompt';
    throw new Stop(`The prompt is given by ${given}: give one of them.`);
  }
  if (prompt === '') throw new Stop('--prompt is empty: give at least one character.');
  if (prompt !== undefined) return { text: prompt };
  const ids = (tokens ?? '').split(',');
  const stray = ids.find((id) => !/^\s*\d{1,9}\s*$/.test(id));
  if (stray !== undefined) {
    throw new Stop(
      `--tokens: "${stray}" is not a token id, give whole numbers with commas between them, such as 1,2,3.`,
    );
  }
  return { tokens: ids.map(Number) };
}
