import type { KernelSource } from '../../gpu/kernel_cache.ts';
import { replacePlaces } from './places.ts';

/** A change to kernels at a named place of their text, common files included (places.ts says what a place is). */
export interface KernelEdit {
  place: string;
  /** What stands there instead; `$0` is the text on file. */
  replace: string;
  /** Names of the only contracts to be changed; by default every kernel that has the place. */
  kernels?: readonly string[];
  /** The only steps of the pass whose kernels are changed; by default those of every step. */
  steps?: readonly string[];
  /** Declarations that the replacement uses. */
  append?: string;
}

/** Kernels that differ from those on file. The name identifies the change: recordings are kept by it. */
export interface Variant {
  name: string;
  /** The only layer whose kernels are changed; null for all layers. Kernels outside the layers are always changed. */
  layer: number | null;
  edits: readonly KernelEdit[];
  /** A kernel in place of one on file, before edits. */
  replacement?: Replacement;
}

/** A kernel with the contract of the one that it stands in for. */
export interface Replacement {
  /** The name of their contract. */
  kernel: string;
  /** The same dispatch by this kernel. */
  of: (source: KernelSource) => Pick<KernelSource, 'wgsl' | 'constants'>;
}

/** An edit that does not fit its kernel: the named place is missing, or the replacement is what stands there already. */
export class EditMisfit extends Error {}

/**
 * `source` as `variant` changes it for a dispatch of `step` in layer `at` (null outside the layers); `source` itself where no
 * edit concerns it.
 *
 * @throws EditMisfit
 */
export function varied(variant: Variant, source: KernelSource, step: string, at: number | null): KernelSource {
  const { name, layer, edits, replacement } = variant;
  if (layer !== null && at !== null && at !== layer) return source;
  const replaced = replacement?.kernel === source.contract.name;
  const changed = replaced ? { ...source, ...replacement.of(source) } : source;
  let { wgsl } = changed;
  for (const edit of edits) {
    if (edit.steps?.includes(step) ?? true) wgsl = edited(wgsl, edit, name, source.contract.name);
  }
  if (!replaced && wgsl === source.wgsl) return source;
  return { ...changed, wgsl };
}

function edited(
  wgsl: string,
  { place, replace, kernels, append }: KernelEdit,
  variant: string,
  kernel: string,
): string {
  if (kernels && !kernels.includes(kernel)) return wgsl;
  const text = replacePlaces(wgsl, place, replace);
  if (text === null) {
    if (!kernels) return wgsl;
    throw new EditMisfit(`${variant} edits ${kernel} at the place ${place}, which ${kernel} does not have`);
  }
  if (text === wgsl) throw new EditMisfit(`${variant} changes nothing at the place ${place} of ${kernel}`);
  return append === undefined ? text : `${text}\n${append}`;
}
