import { Refusal } from '../result.ts';
import { Arena } from './arena.ts';
import { packParams, type Contract, type ParamsOf } from './contract.ts';
import type { Gpu } from './device.ts';
import { Uncompiled, type Kernel } from './kernel.ts';
import type { KernelSource } from './kernel_cache.ts';

/** A batch: its first position in the sequence, and its number of tokens. */
export interface Batch {
  start: number;
  tokens: number;
}

/** The number of rows of a batch: per token, or the same for every batch. */
export type Rows = { perToken: number } | { fixed: number };

/** Workgroups along one dimension: a number, one per `each` rows, or a function of the batch. */
type Extent = number | { rows: Rows; each: number } | ((batch: Batch) => number);

/** Workgroups of a dispatch. z is always 1. */
interface Grid {
  x: Extent;
  y: Extent;
}

/** What is bound: a buffer, or a part of one. */
export type Operand = GPUBuffer | GPUBufferBinding;

type OperandsOf<C extends Contract> = { [name in keyof C['bindings']]: Operand };

interface Dispatch {
  kind: 'dispatch';
  /** The part of the pass that this belongs to: step and layer of the {@link Recorder} when it was planned. */
  step: string;
  layer: number | null;
  /** The name of its contract. */
  kernel: string;
  pipeline: GPUComputePipeline;
  bindGroup: GPUBindGroup;
  grid: Grid;
}

/** A point between two dispatches where a pass can be observed. */
interface Mark<M> {
  kind: 'mark';
  mark: M;
}

export type Command<M> = Dispatch | Mark<M>;

/**
 * A list of dispatches that is built once and replayed for every batch. Pipelines, bind groups and parameters are fixed; only the batch
 * changes.
 */
export interface Recording<M> {
  readonly label: string;
  readonly commands: readonly Command<M>[];
  readonly dispatches: number;
  destroy(): void;
}

interface PlannedDispatch {
  kind: 'dispatch';
  step: string;
  layer: number | null;
  source: KernelSource;
  operands: Operand[];
  params: ArrayBuffer;
  grid: Grid;
}

/** Collects the dispatches of a pass, which {@link record} turns into a {@link Recording}. */
export class Recorder<M> {
  readonly planned: (PlannedDispatch | Mark<M>)[] = [];
  /** The step and layer of dispatches planned from now on. `layer` is null outside the layers. */
  step = '';
  layer: number | null = null;
  /** Changes kernels as they are planned. */
  rewrite: ((source: KernelSource, step: string, layer: number | null) => KernelSource) | null = null;

  dispatch<C extends Contract>(
    source: KernelSource<C>,
    operands: OperandsOf<C>,
    params: ParamsOf<C>,
    grid: Grid,
  ): void {
    const names = Object.keys(source.contract.bindings);
    this.planned.push({
      kind: 'dispatch',
      step: this.step,
      layer: this.layer,
      source: this.rewrite?.(source, this.step, this.layer) ?? source,
      operands: names.map((name) => operands[name as keyof C['bindings']]),
      params: packParams(source.contract, params),
      grid,
    });
  }

  mark(mark: M): void {
    this.planned.push({ kind: 'mark', mark });
  }
}

/** Steps that cannot be recorded, because kernels of theirs do not compile. */
export class UncompiledSteps extends Refusal {
  constructor(
    /** One failure per step. */
    readonly failures: ReadonlyMap<string, Uncompiled>,
  ) {
    const [first] = failures.values();
    super(first!.failure);
  }
}

/**
 * Runs `plan` with a recorder and builds everything that it requests. Refuses with `out-of-memory`.
 *
 * @throws UncompiledSteps that names all steps concerned, with the message about the first.
 */
export async function record<M>(gpu: Gpu, label: string, plan: (recorder: Recorder<M>) => void): Promise<Recording<M>> {
  const recorder = new Recorder<M>();
  plan(recorder);
  const { planned } = recorder;
  const kernels = await compiled(gpu, planned);
  const slots = uniformSlots(planned, gpu.device.limits.minUniformBufferOffsetAlignment);
  const { arena, value: uniforms } = await Arena.create(gpu, label, (arena) =>
    arena.buffer('params', slots.bytes.byteLength, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST),
  );
  gpu.device.queue.writeBuffer(uniforms, 0, slots.bytes);
  const commands = planned.map((each, index): Command<M> => {
    if (each.kind === 'mark') return each;
    const { step, layer, operands, params, grid } = each;
    const kernel = kernels[index]!;
    const resources: GPUBindingResource[] = operands.map((operand) =>
      'buffer' in operand ? operand : { buffer: operand },
    );
    const offset = slots.offsets[index];
    if (offset !== undefined) resources.push({ buffer: uniforms, offset, size: params.byteLength });
    const bindGroup = gpu.device.createBindGroup({
      label: `${label}/${index}/${kernel.contract.name}`,
      layout: kernel.layout,
      entries: resources.map((resource, binding) => ({ binding, resource })),
    });
    return { kind: 'dispatch', step, layer, kernel: kernel.contract.name, pipeline: kernel.pipeline, bindGroup, grid };
  });
  const dispatches = commands.filter((command) => command.kind === 'dispatch').length;
  return { label, commands, dispatches, destroy: () => arena.destroy() };
}

/** The kernels of dispatches, null for marks. Waits for all of them, so that one error names all that do not compile. */
async function compiled(gpu: Gpu, planned: readonly (PlannedDispatch | Mark<unknown>)[]): Promise<(Kernel | null)[]> {
  const built = await Promise.allSettled(
    planned.map((each) => (each.kind === 'mark' ? Promise.resolve(null) : gpu.kernels.get(each.source))),
  );
  const failures = new Map<string, Uncompiled>();
  const kernels = built.map((one, index) => {
    if (one.status === 'fulfilled') return one.value;
    const each = planned[index]!;
    if (!(one.reason instanceof Uncompiled) || each.kind === 'mark') throw one.reason;
    if (!failures.has(each.step)) failures.set(each.step, one.reason);
    return null;
  });
  if (failures.size > 0) throw new UncompiledSteps(failures);
  return kernels;
}

/** Encodes commands for a batch and skips marks. */
export function encode(pass: GPUComputePassEncoder, commands: readonly Command<unknown>[], batch: Batch): void {
  for (const command of commands) {
    if (command.kind === 'mark') continue;
    const { x, y } = command.grid;
    pass.setPipeline(command.pipeline);
    pass.setBindGroup(0, command.bindGroup);
    pass.dispatchWorkgroups(groups(x, batch), groups(y, batch));
  }
}

export function countRows(rows: Rows, { tokens }: Batch): number {
  return 'fixed' in rows ? rows.fixed : rows.perToken * tokens;
}

function groups(extent: Extent, batch: Batch): number {
  if (typeof extent === 'number') return extent;
  if (typeof extent === 'function') return extent(batch);
  return Math.ceil(countRows(extent.rows, batch) / extent.each);
}

/** Gives every distinct parameter block one aligned slot, which layers share. `offsets` has the indices of `planned`. */
function uniformSlots(planned: readonly (PlannedDispatch | Mark<unknown>)[], alignment: number) {
  const slotOf = new Map<string, number>();
  const blocks: Uint8Array[] = [];
  const offsets = planned.map((command) => {
    if (command.kind === 'mark' || command.params.byteLength === 0) return undefined;
    const block = new Uint8Array(command.params);
    const key = block.join();
    const slot = slotOf.get(key) ?? blocks.push(block) - 1;
    slotOf.set(key, slot);
    return slot * alignment;
  });
  const bytes = new Uint8Array(blocks.length * alignment);
  blocks.forEach((block, slot) => bytes.set(block, slot * alignment));
  return { offsets, bytes };
}
