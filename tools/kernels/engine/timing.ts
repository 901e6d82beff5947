import { Arena } from '../../../src/gpu/arena.ts';
import type { Gpu } from '../../../src/gpu/device.ts';
import { ReadbackRing } from '../../../src/gpu/readback.ts';
import { encode, record, type Operand, type Recorder } from '../../../src/gpu/recording.ts';
import { elapsedMs, PassTimer, timerBytes } from '../../../src/gpu/timer.ts';
import type { Case } from '../../../src/kernels/checking/check.ts';

export interface Timing {
  /** Of all dispatches of the case, on the GPU's own clock. */
  us: number;
  /** Copies of what is read, taken in turn so that caches do not hold it. */
  copies: number;
}

/** More than the caches of today's GPUs hold: an H200 has 50 MB. */
const coldBytes = 2 ** 28;
const maxCopies = 64;
/** A browser may round timestamps to 0.1 ms. */
const passMs = 20;
const minSeries = 5;
/**
 * A GPU raises its clocks while it works: on an NVIDIA H200, 300 ms of series after an idle second gave from 6 to 22 us for one
 * kernel. So series go on until none was faster by 1% for this long.
 */
const settledMs = 500;
const maxMs = 5000;

type Planned = Recorder<unknown>['planned'];

/**
 * Times what `plan` records, the best of several series, or null where the adapter offers no timestamps. Every dispatch
 * writes where the one before wrote, so they run one after the other, as in a model.
 */
export async function timeCase(
  gpu: Gpu,
  { batch }: Pick<Case, 'batch'>,
  plan: (recorder: Recorder<unknown>) => void,
): Promise<Timing | null> {
  const { arena } = await Arena.create(gpu, 'timing', () => undefined);
  const timer = PassTimer.create(arena, 'timer');
  if (!timer) {
    arena.destroy();
    return null;
  }
  let copies = 1;
  const recording = await record(gpu, 'timing', (recorder) => {
    plan(recorder);
    const once = [...recorder.planned];
    const read = readBuffers(once);
    const bytes = [...read].reduce((sum, { size }) => sum + size, 0);
    // A CPU has no bandwidth to tell from its caches'.
    copies = gpu.adapter.isFallback ? 1 : Math.max(1, Math.min(maxCopies, Math.ceil(coldBytes / bytes)));
    for (let n = 1; n < copies; n++) recorder.planned.push(...onCopies(once, copyAll(arena, read)));
  });
  const ring = new ReadbackRing(arena, 'times', 1, timerBytes);
  const run = async (rounds: number) => {
    const encoder = gpu.device.createCommandEncoder({ label: 'timing' });
    const pass = encoder.beginComputePass({ label: 'timing', timestampWrites: timer.writes });
    for (let n = 0; n < rounds; n++) encode(pass, recording.commands, batch);
    pass.end();
    const slot = ring.acquire();
    timer.resolve(encoder, slot);
    gpu.device.queue.submit([encoder.finish()]);
    return elapsedMs(await slot.read(), 0) / rounds;
  };
  try {
    await run(1);
    const rounds = Math.max(1, Math.min(1000, Math.ceil(passMs / Math.max(0.01, await run(1)))));
    let best = Infinity;
    const begun = performance.now();
    const settled = gpu.adapter.isFallback ? 0 : settledMs;
    let improved = begun;
    for (let series = 0; series < minSeries || isSettling(improved, settled, begun); series++) {
      const ms = await run(rounds);
      if (ms < 0.99 * best) improved = performance.now();
      best = Math.min(best, ms);
    }
    return { us: (best * 1000) / copies, copies };
  } finally {
    recording.destroy();
    timer.destroy();
    arena.destroy();
  }
}

function isSettling(improved: number, settled: number, begun: number): boolean {
  const now = performance.now();
  return now - improved < settled && now - begun < maxMs;
}

/** Buffers that no dispatch writes. */
function readBuffers(planned: Planned): Set<GPUBuffer> {
  const [read, written] = [new Set<GPUBuffer>(), new Set<GPUBuffer>()];
  for (const each of planned) {
    if (each.kind === 'mark') continue;
    const accesses = Object.values(each.source.contract.bindings);
    each.operands.forEach((operand, n) => (accesses[n] === 'read' ? read : written).add(bufferOf(operand)));
  }
  return new Set([...read].filter((buffer) => !written.has(buffer)));
}

const bufferOf = (operand: Operand) => ('buffer' in operand ? operand.buffer : operand);

function copyAll(arena: Arena, buffers: ReadonlySet<GPUBuffer>): Map<GPUBuffer, GPUBuffer> {
  const { device } = arena.gpu;
  const encoder = device.createCommandEncoder({ label: 'copies' });
  const copies = [...buffers].map((buffer) => {
    const copy = arena.buffer('copy', buffer.size, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST);
    encoder.copyBufferToBuffer(buffer, 0, copy, 0, buffer.size);
    return [buffer, copy] as const;
  });
  device.queue.submit([encoder.finish()]);
  return new Map(copies);
}

function onCopies(planned: Planned, copies: ReadonlyMap<GPUBuffer, GPUBuffer>): Planned {
  const moved = (operand: Operand): Operand => {
    const copy = copies.get(bufferOf(operand));
    if (!copy) return operand;
    return 'buffer' in operand ? { ...operand, buffer: copy } : copy;
  };
  return planned.map((each) => (each.kind === 'mark' ? each : { ...each, operands: each.operands.map(moved) }));
}
