/** How a kernel uses a storage buffer. */
export type Access = 'read' | 'read_write';
/** Types of a kernel's parameters, each four bytes. */
export type Scalar = 'u32' | 'f32';

/**
 * What a kernel is to its callers. Declared once; the WGSL file has the same bindings in the same order at
 * `@group(0)`, then, if there are parameters, `var<uniform> params: Params` with the same fields in the same order
 * (shaders.test.ts holds every file to it). `constants` are the WGSL overrides, fixed when the pipeline is made.
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
}

export function contract<
  const B extends Record<string, Access>,
  const P extends Record<string, Scalar>,
  const K extends string,
>(declaration: Contract<B, P, K>): Contract<B, P, K> {
  return declaration;
}

export type ParamsOf<C extends Contract> = { [name in keyof C['params']]: number };
export type ConstantsOf<C extends Contract> = Record<C['constants'][number], number>;

/** Parameters in the layout of a WGSL struct of 4-byte scalars: declaration order, no padding between. */
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
