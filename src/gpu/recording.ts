import { Arena } from './arena.ts';
import { packParams, type BuffersOf, type Contract, type ParamsOf } from './contract.ts';
import type { Gpu } from './device.ts';
import type { Kernel } from './kernel.ts';

/** Workgroups along y: some for every token of the batch, or a number that does not depend on it. */
export type Rows = { perToken: number } | { fixed: number };

/** Workgroups of a dispatch: `x` fixed when recorded, y from the batch, z always 1. */
export interface Grid {
  x: number;
  rows: Rows;
}

interface Dispatch {
  kind: 'dispatch';
  pipeline: GPUComputePipeline;
  bindGroup: GPUBindGroup;
  grid: Grid;
}

/** A place between two dispatches where something can be observed. */
interface Mark<M> {
  kind: 'mark';
  mark: M;
}

/**
 * A list of dispatches that is built once and replayed for every batch: pipelines, bind groups and parameters are fixed,
 * only the number of tokens changes.
 */
export interface Recording<M> {
  readonly label: string;
  readonly commands: readonly (Dispatch | Mark<M>)[];
  readonly dispatches: number;
  destroy(): void;
}

interface PlannedDispatch {
  kind: 'dispatch';
  kernel: Kernel;
  buffers: GPUBuffer[];
  params: ArrayBuffer;
  grid: Grid;
}

/** Collects what a forward pass does; {@link record} turns it into a {@link Recording}. */
export class Recorder<M> {
  readonly planned: (PlannedDispatch | Mark<M>)[] = [];

  dispatch<C extends Contract>(kernel: Kernel<C>, buffers: BuffersOf<C>, params: ParamsOf<C>, grid: Grid): void {
    const names = Object.keys(kernel.contract.bindings);
    this.planned.push({
      kind: 'dispatch',
      kernel,
      buffers: names.map((name) => buffers[name as keyof C['bindings']]),
      params: packParams(kernel.contract, params),
      grid,
    });
  }

  mark(mark: M): void {
    this.planned.push({ kind: 'mark', mark });
  }
}

/** Runs `plan` against a recorder and builds everything it asked for. Refuses with `out-of-memory`. */
export async function record<M>(gpu: Gpu, label: string, plan: (recorder: Recorder<M>) => void): Promise<Recording<M>> {
  const recorder = new Recorder<M>();
  plan(recorder);
  const slots = uniformSlots(recorder.planned, gpu.device.limits.minUniformBufferOffsetAlignment);
  const { arena, value: uniforms } = await Arena.create(gpu, label, (arena) =>
    arena.buffer('params', slots.bytes.byteLength, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST),
  );
  gpu.device.queue.writeBuffer(uniforms, 0, slots.bytes);
  const commands = recorder.planned.map((planned, index): Dispatch | Mark<M> => {
    if (planned.kind === 'mark') return planned;
    const { kernel, buffers, params, grid } = planned;
    const resources: GPUBindingResource[] = buffers.map((buffer) => ({ buffer }));
    const offset = slots.offsets[index];
    if (offset !== undefined) resources.push({ buffer: uniforms, offset, size: params.byteLength });
    const bindGroup = gpu.device.createBindGroup({
      label: `${label}/${index}/${kernel.contract.name}`,
      layout: kernel.layout,
      entries: resources.map((resource, binding) => ({ binding, resource })),
    });
    return { kind: 'dispatch', pipeline: kernel.pipeline, bindGroup, grid };
  });
  const dispatches = commands.filter((command) => command.kind === 'dispatch').length;
  return { label, commands, dispatches, destroy: () => arena.destroy() };
}

/** Encodes commands for a batch of `tokens`; marks are passed over. */
export function encode(
  pass: GPUComputePassEncoder,
  commands: readonly Recording<unknown>['commands'][number][],
  tokens: number,
): void {
  for (const command of commands) {
    if (command.kind === 'mark') continue;
    const { x, rows } = command.grid;
    pass.setPipeline(command.pipeline);
    pass.setBindGroup(0, command.bindGroup);
    pass.dispatchWorkgroups(x, 'fixed' in rows ? rows.fixed : rows.perToken * tokens);
  }
}

/** Gives every distinct parameter block one aligned slot; layers share theirs. `offsets` is indexed as `planned`. */
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
