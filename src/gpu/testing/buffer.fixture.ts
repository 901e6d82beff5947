import type { FakeDevice } from './device.fixture.ts';

/** A buffer in memory. One without room, or of a size that is not allowed, is invalid, as in a browser: every use of it is an error. */
export class FakeBuffer {
  readonly label: string;
  readonly size: number;
  destroyed = false;
  /** Made when something is first written: the large buffers of a benchmark never are. */
  #bytes: Uint8Array<ArrayBuffer> | null = null;

  constructor(
    private readonly device: FakeDevice,
    { label = '', size }: GPUBufferDescriptor,
    readonly valid: boolean,
  ) {
    this.label = label;
    this.size = size;
  }

  /** Why it cannot be used; null where it can. */
  get trouble(): string | null {
    if (!this.valid) return `[Invalid Buffer "${this.label}"] is invalid`;
    return this.destroyed ? `[Buffer "${this.label}"] used after being destroyed` : null;
  }

  write(offset: number, bytes: Uint8Array): void {
    this.#bytes ??= new Uint8Array(this.size);
    this.#bytes.set(bytes, offset);
  }

  copyFrom(source: FakeBuffer, from: number, to: number, size: number): void {
    if (!source.#bytes && !this.#bytes) return;
    this.write(to, source.read(from, size));
  }

  read(offset: number, size: number): Uint8Array<ArrayBuffer> {
    return this.#bytes ? this.#bytes.slice(offset, offset + size) : new Uint8Array(size);
  }

  mapAsync(_mode: number, offset = 0, size = this.size - offset): Promise<undefined> {
    this.device.called();
    const { trouble } = this;
    if (trouble) this.device.report('validation', trouble);
    if (offset + size > this.size) this.device.report('validation', `mapped beyond ${this.label}`);
    return this.device.answer(() => {
      if (trouble) throw new DOMException(trouble, 'OperationError');
      if (this.destroyed) throw new DOMException('destroyed while it was being mapped', 'AbortError');
      return undefined;
    });
  }

  getMappedRange(offset = 0, size = this.size - offset): ArrayBuffer {
    return this.read(offset, size).buffer;
  }

  unmap(): void {}

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.device.gone(this);
  }
}

export interface FakeBindGroup {
  buffers: readonly FakeBuffer[];
  /** Why it cannot be used; null where it can. */
  trouble: string | null;
}

/** Collects copies, and what passes bind. */
export class FakeEncoder {
  readonly #copies: (() => void)[] = [];
  readonly #used = new Set<FakeBuffer>();
  #trouble: string | null = null;

  constructor(private readonly device: FakeDevice) {}

  copyBufferToBuffer(source: FakeBuffer, from: number, target: FakeBuffer, to: number, size: number): void {
    this.device.called();
    this.#used.add(source).add(target);
    if (from + size > source.size || to + size > target.size) this.#trouble ??= `copy beyond ${target.label}`;
    this.#copies.push(() => target.copyFrom(source, from, to, size));
  }

  beginComputePass(): object {
    this.device.called();
    return {
      setPipeline: () => {},
      setBindGroup: (_index: number, { buffers, trouble }: FakeBindGroup) => {
        this.#trouble ??= trouble;
        for (const buffer of buffers) this.#used.add(buffer);
      },
      dispatchWorkgroups: () => {},
      end: () => {},
    };
  }

  resolveQuerySet(_queries: object, _first: number, _count: number, target: FakeBuffer): void {
    this.#used.add(target);
  }

  finish(): this {
    this.device.called();
    return this;
  }

  /** Does what was encoded. Buffers are looked at when it is submitted. */
  run(): void {
    const trouble = this.#trouble ?? [...this.#used].map((buffer) => buffer.trouble).find((one) => one !== null);
    if (trouble) this.device.report('validation', trouble);
    else for (const copy of this.#copies) copy();
  }
}
