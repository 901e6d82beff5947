/** What a kernel is to its callers, read off the declarations of its files. */
import { WgslError } from './read.mjs';

/**
 * @typedef {import('./read.mjs').WgslFile} WgslFile
 * @typedef {{
 *   name: string,
 *   bindings: Record<string, 'read' | 'read_write'>,
 *   params: Record<string, 'u32' | 'f32'>,
 *   constants: string[],
 *   workgroup: string[],
 * }} KernelContract `constants` are overrides without a default, `workgroup` the sizes of a workgroup as the file has them
 */

/**
 * @param {WgslFile} file
 * @param {readonly WgslFile[]} parts the file and all that it needs
 * @returns {KernelContract}
 */
export function contractOf(file, parts) {
  /** @param {string} words @returns {never} */
  const refuse = (words) => {
    throw new WgslError(`${file.name}.wgsl ${words}`);
  };
  const declarations = parts.flatMap((part) => part.declarations);
  const entries = declarations.flatMap((each) => (each.kind === 'fn' && each.attributes.has('compute') ? [each] : []));
  const [entry] = entries;
  if (!entry || entries.length > 1 || entry.name !== file.name) {
    return refuse('has to have one entry point, named as the file');
  }

  const bound = declarations.flatMap((each) => (each.kind === 'var' && each.attributes.has('binding') ? [each] : []));
  bound.forEach(({ attributes }, index) => {
    if (attributes.get('group') !== '0' || attributes.get('binding') !== String(index)) {
      refuse('has to have its bindings in order, all in group 0, from binding 0 on');
    }
  });
  const storage = bound.filter(({ space }) => space === 'storage');
  const uniform = bound.filter(({ space }) => space === 'uniform');
  if (uniform.some((each) => each !== bound.at(-1) || each.name !== 'params' || each.type !== 'Params')) {
    refuse('may have one uniform only, its last binding: params, a struct Params');
  }
  const struct = declarations.find((each) => each.kind === 'struct' && each.name === 'Params');
  const fields = struct?.kind === 'struct' && uniform.length > 0 ? struct.fields : [];
  return {
    name: file.name,
    bindings: Object.fromEntries(storage.map(({ name, access }) => [name, access === 'read_write' ? access : 'read'])),
    params: Object.fromEntries(
      fields.map(({ name, type }) => [
        name,
        type === 'u32' || type === 'f32' ? type : refuse(`has a parameter ${name} of type ${type}, not u32 or f32`),
      ]),
    ),
    constants: declarations
      .flatMap((each) => (each.kind === 'override' && each.value === null ? [each.name] : []))
      .toSorted(),
    workgroup: entry.attributes.get('workgroup_size')?.split(',') ?? refuse('has to say its @workgroup_size'),
  };
}
