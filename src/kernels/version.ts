import { shaderFiles } from './compose.ts';
import type { Tuning } from './tuning.ts';

/**
 * Identifies the kernels of an adapter: a hash of their texts, of the sizes that they run with, and of `script`, whose name contains a
 * hash of the code that dispatches them.
 */
export async function kernelVersion(
  tuning: Tuning,
  script: string,
  texts: Record<string, string> = ownTexts(),
): Promise<string> {
  const parts = [script, tuning, Object.entries(texts).toSorted(([a], [b]) => (a < b ? -1 : 1))];
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)));
  return Array.from(new Uint8Array(digest, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function ownTexts(): Record<string, string> {
  return Object.fromEntries(Object.entries(shaderFiles).map(([path, { text }]) => [path, text]));
}
