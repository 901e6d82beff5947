import type { AdapterDescription } from '../../gpu/adapter.ts';
import type { Gpu } from '../../gpu/device.ts';

/** What every WebGPU adapter has: the defaults of the specification (https://www.w3.org/TR/webgpu/#limits). */
export const specLimits = {
  maxBufferSize: 256 * 2 ** 20,
  maxStorageBufferBindingSize: 128 * 2 ** 20,
  maxStorageBuffersPerShaderStage: 8,
  maxComputeWorkgroupStorageSize: 16_384,
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupsPerDimension: 65_535,
  minStorageBufferOffsetAlignment: 256,
};

/** A GPU with these limits on which nothing runs: what is allocated is remembered by label. */
export function limitedGpu(subgroups: boolean) {
  const buffers: GPUBuffer[] = [];
  const device = {
    features: new Set(subgroups ? ['subgroups'] : []),
    limits: specLimits,
    queue: { writeBuffer: () => {} },
    pushErrorScope: () => {},
    popErrorScope: async () => null,
    createBuffer({ label = '', size }: GPUBufferDescriptor) {
      const buffer = { label, size, destroy: () => {} } as unknown as GPUBuffer;
      buffers.push(buffer);
      return buffer;
    },
  } as unknown as GPUDevice;
  const adapter: AdapterDescription = {
    vendor: '',
    architecture: '',
    device: '',
    description: '',
    isFallback: false,
    features: [...device.features],
    subgroupSizes: subgroups ? [32, 32] : null,
    multipliesMatrices: false,
    maxBindingBytes: specLimits.maxStorageBufferBindingSize,
  };
  const gpu = { device, adapter, allocated: { buffers: 0, bytes: 0 } } as unknown as Gpu;
  return { gpu, buffers };
}

const elementBytes: Record<string, number> = {
  f32: 4,
  u32: 4,
  'atomic<u32>': 4,
  vec2f: 8,
  'vec2<u32>': 8,
  vec4f: 16,
  'vec4<u32>': 16,
};

/** Bytes of workgroup memory that a kernel declares, given its overrides. */
export function workgroupBytes(wgsl: string, constants: Readonly<Record<string, number>>): number {
  const values = new Map(Object.entries(constants));
  for (const [, name, value] of wgsl.matchAll(/^(?:override|const) (\w+)(?:: u32)? = ([^;]+);/gm)) {
    if (!values.has(name!) && /^[\w\s()+*/,-]+$/.test(value!)) values.set(name!, evaluate(value!, values));
  }
  const variables = wgsl.matchAll(/^var<workgroup> \w+: (?:array<([^,]+), (.+)>|([^;]+));/gm);
  let bytes = 0;
  for (const [whole, element, count, single] of variables) {
    const size = elementBytes[element ?? single!];
    if (size === undefined) throw new Error(`unknown size: ${whole}`);
    bytes += Math.ceil((size * (count === undefined ? 1 : evaluate(count, values))) / 16) * 16;
  }
  return bytes;
}

/** An expression of whole numbers as WGSL has it: + - * /, parentheses, `max` and names. NaN where a name is not known. */
function evaluate(text: string, values: ReadonlyMap<string, number>): number {
  const tokens = text.match(/\w+|[^\s\w]/g) ?? [];
  let at = 0;
  const atom = (): number => {
    const token = tokens[at++]!;
    if (token === '(') return closing(sum());
    if (token === 'max') {
      at += 1;
      const first = sum();
      at += 1;
      return closing(Math.max(first, sum()));
    }
    return /^\d/.test(token) ? Number.parseInt(token, 10) : (values.get(token) ?? Number.NaN);
  };
  const closing = (value: number): number => {
    at += 1;
    return value;
  };
  const product = (): number => {
    let value = atom();
    while (tokens[at] === '*' || tokens[at] === '/') {
      value = tokens[at++] === '*' ? value * atom() : Math.trunc(value / atom());
    }
    return value;
  };
  const sum = (): number => {
    let value = product();
    while (tokens[at] === '+' || tokens[at] === '-')
      value = tokens[at++] === '+' ? value + product() : value - product();
    return value;
  };
  return sum();
}
