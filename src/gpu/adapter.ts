import { refuse } from '../result.ts';

/** What identifies an adapter to a person, and what limits the engine on it. */
export interface AdapterDescription {
  vendor: string;
  architecture: string;
  /** Names from the browser, often empty for privacy. */
  device: string;
  description: string;
  /** True when the browser runs WebGPU on the CPU. */
  isFallback: boolean;
  features: string[];
  /** The smallest and the largest size of a subgroup, in invocations; null without subgroups. */
  subgroupSizes: [number, number] | null;
  /** Whether subgroups multiply 16x16 matrices of f16 into sums of f32, in the form of the language that the kernels use. */
  multipliesMatrices: boolean;
  /** The largest storage buffer that can be created and bound whole, in bytes. */
  maxBindingBytes: number;
}

const attempts = 10;
const pauseMs = 500;

/**
 * The browser's adapter. Tries up to ten times, half a second apart: the first answer can be null while the GPU process restarts
 * (seen with Chromium 156 on an NVIDIA H200).
 */
export async function requestAdapter(): Promise<GPUAdapter> {
  // Absent in browsers without WebGPU and on pages served over plain http, although its type says otherwise.
  const gpu = navigator.gpu as GPU | undefined;
  if (!gpu) {
    refuse(
      'no-webgpu',
      globalThis.isSecureContext
        ? 'This browser has no WebGPU: use a current Chrome, Edge, Safari or Firefox, or switch WebGPU on in its settings.'
        : 'This page was not loaded securely, and browsers offer WebGPU only there: open it over https or from localhost.',
    );
  }
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (adapter) return adapter;
    if (attempt < attempts) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  refuse(
    'no-webgpu',
    'The browser has WebGPU but offers no adapter: update the graphics driver, switch on hardware acceleration in the browser, or try Chrome on another machine.',
  );
}

export function describeAdapter(adapter: GPUAdapter): AdapterDescription {
  const { vendor, architecture, device, description } = adapter.info;
  return {
    vendor,
    architecture,
    device,
    description,
    isFallback: adapter.info.isFallbackAdapter || architecture === 'swiftshader',
    features: [...adapter.features].toSorted(),
    subgroupSizes: adapter.features.has('subgroups')
      ? [adapter.info.subgroupMinSize, adapter.info.subgroupMaxSize]
      : null,
    multipliesMatrices: (adapter.info as MatrixInfo).subgroupMatrixConfigs?.some(isWanted) ?? false,
    maxBindingBytes: Math.min(adapter.limits.maxStorageBufferBindingSize, adapter.limits.maxBufferSize),
  };
}

/** What Chromium's experimental subgroup matrices add to an adapter's info. */
interface MatrixConfig {
  M: number;
  N: number;
  K: number;
  componentType: string;
  resultComponentType: string;
}
type MatrixInfo = GPUAdapterInfo & { subgroupMatrixConfigs?: readonly MatrixConfig[] };

function isWanted({ M, N, K, componentType, resultComponentType }: MatrixConfig): boolean {
  return M === 16 && N === 16 && K === 16 && componentType === 'f16' && resultComponentType === 'f32';
}
