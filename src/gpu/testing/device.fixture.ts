import { specLimits } from '../../model/pass/limits.fixture.ts';
import { FakeBuffer, FakeEncoder, type FakeBindGroup } from './buffer.fixture.ts';
import type { FakeGpu } from './gpu.fixture.ts';

/** What every WebGPU adapter has. */
export const limits = { ...specLimits, maxComputeWorkgroupSizeX: 256, minUniformBufferOffsetAlignment: 256 };

/** The features that the extensions of the language need. */
const enabling = {
  f16: 'shader-f16',
  subgroups: 'subgroups',
  chromium_experimental_subgroup_matrix: 'chromium-experimental-subgroup-matrix',
};

/** A device on which kernels do nothing. What is written and copied is kept, and misuse is reported as a browser does. */
export class FakeDevice extends EventTarget {
  readonly limits = limits;
  readonly lost: Promise<GPUDeviceLostInfo>;
  isLost = false;
  readonly live = new Set<FakeBuffer>();
  readonly #scopes: { filter: GPUErrorFilter; error: { message: string } | null }[] = [];
  #announce!: (loss: GPUDeviceLostInfo) => void;

  readonly queue = {
    writeBuffer: (
      buffer: FakeBuffer,
      offset: number,
      data: ArrayBuffer | ArrayBufferView,
      from = 0,
      count?: number,
    ): void => {
      this.called();
      const bytes = bytesOf(data, from, count);
      const beyond = offset + bytes.length > buffer.size ? `written beyond ${buffer.label}` : null;
      const trouble = buffer.trouble ?? beyond ?? (bytes.length % 4 === 0 ? null : 'not a multiple of 4 bytes');
      if (trouble) this.report('validation', trouble);
      else buffer.write(offset, bytes);
    },
    submit: (encoders: readonly FakeEncoder[]): void => {
      this.called();
      if (!this.isLost) for (const encoder of encoders) encoder.run();
    },
    onSubmittedWorkDone: (): Promise<undefined> => {
      this.called();
      return this.answer(() => undefined);
    },
  };

  constructor(
    private readonly gpu: FakeGpu,
    readonly features: ReadonlySet<string>,
  ) {
    super();
    this.lost = new Promise((resolve) => (this.#announce = resolve));
  }

  /** Every call of the engine passes here: at the one that was chosen, the device is lost. */
  called(): void {
    this.gpu.calls += 1;
    if (this.gpu.calls === this.gpu.lostAt) this.lose('the driver was reset');
  }

  /** Announces the loss a little later than calls begin to fail. */
  lose(message: string): void {
    if (this.isLost) return;
    this.isLost = true;
    setImmediate(() => this.#announce({ reason: 'unknown', message } as GPUDeviceLostInfo));
  }

  destroy(): void {
    this.lose('Device was destroyed.');
  }

  /** Answers in a later task. Of a device that is lost by then, some browsers' calls fail and others' never settle. */
  async answer<T>(work: () => T): Promise<T> {
    await new Promise((resolve) => setImmediate(resolve));
    if (!this.isLost) return work();
    if (this.gpu.hangsWhenLost) return new Promise<never>(() => {});
    throw new DOMException('the device is lost', 'AbortError');
  }

  report(filter: GPUErrorFilter, message: string): void {
    if (this.isLost) return;
    const scope = this.#scopes.findLast((one) => one.filter === filter);
    if (scope) scope.error ??= { message };
    else this.dispatchEvent(Object.assign(new Event('uncapturederror'), { error: { message } }));
  }

  pushErrorScope(filter: GPUErrorFilter): void {
    this.called();
    this.#scopes.push({ filter, error: null });
  }

  async popErrorScope(): Promise<{ message: string } | null> {
    this.called();
    const scope = this.#scopes.pop();
    if (!scope) throw new DOMException('no error scope is open', 'OperationError');
    await new Promise((resolve) => setImmediate(resolve));
    return this.isLost ? null : scope.error;
  }

  createBuffer(descriptor: GPUBufferDescriptor): FakeBuffer {
    this.called();
    this.gpu.allocations += 1;
    const full = this.gpu.allocations === this.gpu.fullAt;
    const allowed = descriptor.size <= limits.maxBufferSize;
    if (!allowed) this.report('validation', `${descriptor.label}: ${descriptor.size} bytes are too many`);
    if (full) this.report('out-of-memory', 'no memory left');
    const buffer = new FakeBuffer(this, descriptor, allowed && !full);
    if (buffer.valid) this.live.add(buffer);
    return buffer;
  }

  gone(buffer: FakeBuffer): void {
    this.live.delete(buffer);
  }

  createQuerySet(): object {
    this.called();
    if (!this.features.has('timestamp-query')) throw new TypeError('the device has no timestamps');
    return { destroy: () => {} };
  }

  createShaderModule({ label = '', code }: GPUShaderModuleDescriptor): object {
    this.called();
    const enabled = Object.entries(enabling).filter(([name]) => code.includes(`enable ${name};`));
    const lacking = enabled.find(([, feature]) => !this.features.has(feature));
    if (lacking) this.report('validation', `${label} enables ${lacking[0]}, which the device has not`);
    const messages = () =>
      this.gpu.compiles(label) ? [] : [{ type: 'error', lineNum: 7, message: 'unresolved call target' }];
    return { label, getCompilationInfo: () => this.answer(() => ({ messages: messages() })) };
  }

  createBindGroupLayout(): object {
    this.called();
    return {};
  }

  createPipelineLayout(): object {
    this.called();
    return {};
  }

  createComputePipelineAsync({ label = '' }: GPUComputePipelineDescriptor): Promise<object> {
    this.called();
    return this.answer(() => {
      this.gpu.compiled.add(label);
      if (!this.gpu.compiles(label)) throw new DOMException(`${label} is not valid`, 'GPUPipelineError');
      return {};
    });
  }

  createBindGroup({ label, entries }: GPUBindGroupDescriptor): FakeBindGroup {
    this.called();
    const bindings = [...entries].map(({ resource }) => resource as unknown as GPUBufferBinding);
    const buffers = bindings.map(({ buffer }) => buffer as unknown as FakeBuffer);
    const beyond = bindings.find(({ buffer, offset = 0, size = 0 }) => offset + size > buffer.size);
    const trouble = buffers.find((buffer) => !buffer.valid)?.trouble ?? (beyond ? `${label} binds beyond` : null);
    if (trouble) this.report('validation', trouble);
    return { buffers, trouble };
  }

  createCommandEncoder(): FakeEncoder {
    this.called();
    return new FakeEncoder(this);
  }
}

/** `from` and `count` are in elements of a typed array, and in bytes of anything else. */
function bytesOf(data: ArrayBuffer | ArrayBufferView, from: number, count?: number): Uint8Array {
  if (!ArrayBuffer.isView(data)) return new Uint8Array(data, from, count);
  const each = 'BYTES_PER_ELEMENT' in data ? Number(data.BYTES_PER_ELEMENT) : 1;
  const size = count === undefined ? data.byteLength - from * each : count * each;
  return new Uint8Array(data.buffer, data.byteOffset + from * each, size);
}
