import type { KernelSource } from '../../gpu/kernel_cache.ts';

/** A change to the text of one kernel, its common files included. Where `find` does not occur, there is none. */
export interface KernelEdit {
  /** The name of its contract. */
  kernel: string;
  /** The only step of the pass to be changed, where several use the kernel. */
  step?: string;
  /** Replaced wherever it occurs. */
  find: string;
  replace: string;
  /** Declarations to be added to an edited file. */
  append?: string;
}

/** Kernels that differ from those on file: named, since the name is what tells compiled kernels apart. */
export interface Variant {
  name: string;
  /** The only layer to be changed; null for all, and for what is outside the layers. */
  layer: number | null;
  edits: readonly KernelEdit[];
}

/** None of a variant's edits of a kernel fits its text: the file was changed since. */
export class EditMisfit extends Error {}

/**
 * `source` as a variant has it at a place of the pass.
 *
 * @throws EditMisfit
 */
export function varied(
  { name, layer, edits }: Variant,
  source: KernelSource,
  step: string,
  at: number | null,
): KernelSource {
  if (layer !== null && at !== null && at !== layer) return source;
  const own = edits.filter((edit) => edit.kernel === source.contract.name && (edit.step ?? step) === step);
  if (own.length === 0) return source;
  const wgsl = own.reduce(edited, source.wgsl);
  if (wgsl === source.wgsl) throw new EditMisfit(`${name} finds nothing to change in ${source.contract.name}`);
  return { ...source, wgsl, edited: [source.edited, name].filter(Boolean).join() };
}

function edited(wgsl: string, { find, replace, append }: KernelEdit): string {
  const text = wgsl.replaceAll(find, () => replace);
  return append === undefined || text === wgsl ? text : `${text}\n${append}`;
}
