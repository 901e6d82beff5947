import { vi } from 'vitest';
import { FakeDevice, limits } from './device.fixture.ts';

/** What counts only with features for subgroups and their matrices. */
const info = {
  vendor: 'fake',
  architecture: '',
  device: '',
  description: '',
  isFallbackAdapter: false,
  subgroupMinSize: 32,
  subgroupMaxSize: 32,
  subgroupMatrixConfigs: [{ M: 16, N: 16, K: 16, componentType: 'f16', resultComponentType: 'f32' }],
};

/** The browser's WebGPU without a GPU, which fails where it is told to. */
export class FakeGpu {
  /** Calls of the engine, and buffers that it asked for, on all devices so far. */
  calls = 0;
  allocations = 0;
  /** The call at which the device is lost, and the buffer for which there is no room, counted in the same way. */
  lostAt: number | null = null;
  fullAt: number | null = null;
  /** Whether calls that wait for a lost device never settle. Otherwise they fail. */
  hangsWhenLost = false;
  /** Kernels whose text the compiler takes. */
  compiles: (kernel: string) => boolean = () => true;
  readonly compiled = new Set<string>();
  /** Whether the browser offers an adapter. */
  offered = true;
  readonly devices: FakeDevice[] = [];

  constructor(private readonly features: readonly string[] = []) {}

  /** Labels of the buffers of the present device that are not destroyed. */
  get buffers(): string[] {
    return [...this.devices.at(-1)!.live].map(({ label }) => label);
  }

  async requestAdapter(): Promise<object | null> {
    if (!this.offered) return null;
    return {
      features: new Set(this.features),
      limits,
      info,
      requestDevice: async ({ requiredFeatures }: GPUDeviceDescriptor) => {
        const device = new FakeDevice(this, new Set(requiredFeatures));
        this.devices.push(device);
        return device;
      },
    };
  }
}

/** Has the engine find `gpu` until the test ends. Returns the errors that nobody handled. */
export function installGpu(gpu: FakeGpu): string[] {
  const unhandled: string[] = [];
  vi.stubGlobal('navigator', { gpu });
  vi.stubGlobal('reportError', ({ message }: Error) => unhandled.push(message));
  vi.stubGlobal('GPUBufferUsage', {
    MAP_READ: 1,
    COPY_SRC: 4,
    COPY_DST: 8,
    UNIFORM: 64,
    STORAGE: 128,
    QUERY_RESOLVE: 512,
  });
  vi.stubGlobal('GPUShaderStage', { COMPUTE: 4 });
  vi.stubGlobal('GPUMapMode', { READ: 1 });
  return unhandled;
}
