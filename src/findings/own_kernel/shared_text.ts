import type { RunSpec } from '../format/spec.ts';

/** Bytes of a kernel's text that a link holds. With more it would be longer than chats and mail programs take. */
const maxLinkedBytes = 4096;

export const fitsLink = (text: string): boolean => new TextEncoder().encode(text).length <= maxLinkedBytes;

/** A run as a link holds it. */
export function linkedSpec(spec: RunSpec): RunSpec {
  return spec.kind === 'kernel' && spec.text !== null && !fitsLink(spec.text) ? withoutText(spec) : spec;
}

/** A run as a code holds it: with a kernel's text, its modules would be too small to survive what chats do to pictures. */
export function withoutText(spec: RunSpec): RunSpec {
  return spec.kind === 'kernel' ? { ...spec, text: null } : spec;
}
