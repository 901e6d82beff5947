/** How a kernel uses a storage buffer. */
export type Access = 'read' | 'read_write';
/** Types of a kernel's parameters, each four bytes. */
export type Scalar = 'u32' | 'f32';

/**
 * What a kernel is to its callers, as its WGSL file declares it: bindings of `@group(0)` in order and, if there are parameters, the
 * fields of `struct Params`, in order, behind them. `constants` are the overrides without a default, which are set when the pipeline is made.
 * `workgroup` has the sizes of a workgroup as the file writes them.
 */
export interface Contract<
  B extends Record<string, Access> = Record<string, Access>,
  P extends Record<string, Scalar> = Record<string, Scalar>,
  K extends string = string,
> {
  name: string;
  bindings: B;
  params: P;
  constants: readonly K[];
  workgroup: readonly string[];
}

export type ParamsOf<C extends Contract> = { [name in keyof C['params']]: number };
export type ConstantsOf<C extends Contract> = Record<C['constants'][number], number>;

/** Parameters in the layout of a WGSL struct of 4-byte scalars: in the order of declaration, without padding. */
export function packParams<C extends Contract>(contract: C, values: ParamsOf<C>): ArrayBuffer {
  const names = Object.keys(contract.params);
  const view = new DataView(new ArrayBuffer(names.length * 4));
  names.forEach((name, index) => {
    const value = values[name as keyof C['params']];
    if (contract.params[name] === 'f32') view.setFloat32(index * 4, value, true);
    else view.setUint32(index * 4, value, true);
  });
  return view.buffer;
}
