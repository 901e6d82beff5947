import { existsSync, readFileSync } from 'node:fs';

/** The file in which NVIDIA's kernel module states its version. */
const nvidia = '/proc/driver/nvidia/version';

/** The version of the NVIDIA driver, or null for another. Browsers do not tell pages, and other drivers have no such file. */
export function graphicsDriver(): string | null {
  if (!existsSync(nvidia)) return null;
  return /\b\d+\.\d+(\.\d+)?\b/.exec(readFileSync(nvidia, 'utf8'))?.[0] ?? null;
}
