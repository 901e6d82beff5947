import { existsSync, readFileSync } from 'node:fs';

/** Where NVIDIA's kernel module says what it is. */
const nvidia = '/proc/driver/nvidia/version';

/** The NVIDIA driver's version; null elsewhere, since pages are not told and no other driver says it in a file. */
export function graphicsDriver(): string | null {
  if (!existsSync(nvidia)) return null;
  return /\b\d+\.\d+(\.\d+)?\b/.exec(readFileSync(nvidia, 'utf8'))?.[0] ?? null;
}
