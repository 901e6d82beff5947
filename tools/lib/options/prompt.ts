import type { Prompt } from '../../../src/worker/api.ts';
import { Stop } from '../../bootstrap/process.mjs';

/**
 * Reads the prompt, which is either `--tokens` or `--prompt`.
 *
 * @throws Stop when there are none or both, or when one is malformed.
 */
export function parsePrompt({ tokens, prompt }: { tokens?: string; prompt?: string }): Prompt {
  if ((tokens === undefined) === (prompt === undefined)) {
    const given = tokens === undefined ? 'neither --tokens nor --prompt' : 'both --tokens and --prompt';
    throw new Stop(`The command has ${given}: give one of them.`);
  }
  if (prompt === '') throw new Stop('--prompt is empty: give at least one character.');
  if (prompt !== undefined) return { text: prompt };
  const ids = (tokens ?? '').split(',');
  const stray = ids.find((id) => !/^\s*\d{1,9}\s*$/.test(id));
  if (stray !== undefined) {
    throw new Stop(`--tokens: "${stray}" is not a token id, give whole numbers separated by commas, such as 1,2,3.`);
  }
  return { tokens: ids.map(Number) };
}
