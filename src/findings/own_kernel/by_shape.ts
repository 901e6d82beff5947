import type { KernelTime, ReplayedStage } from '../../worker/api.ts';
import { batchShapes } from '../../vocabulary/batch_shape.ts';

/** The layers of a stage in one shape of batch. */
export interface StageInShape {
  stage: string;
  shape: ReplayedStage['shape'];
  layers: readonly ReplayedStage[];
  /** How many of them are wrong. */
  wrong: number;
  /** The one that is furthest beyond its noise floor. */
  worst: ReplayedStage;
}

/** The stages of a replay, each in each shape of batch. */
export function byStage(replay: readonly ReplayedStage[]): StageInShape[] {
  const groups = new Map<string, ReplayedStage[]>();
  for (const each of replay) {
    const key = `${each.stage} ${each.shape}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((layers) => ({
    stage: layers[0]!.stage,
    shape: layers[0]!.shape,
    layers,
    wrong: layers.filter(({ bad }) => bad).length,
    worst: layers.reduce((a, b) => (timesFloor(b) > timesFloor(a) ? b : a)),
  }));
}

/** Values that are no numbers are as bad as can be. */
function timesFloor({ evidence: { error }, floor }: ReplayedStage): number {
  const times = error / floor;
  return Number.isNaN(times) ? Infinity : times;
}

interface Shape {
  shape: ReplayedStage['shape'];
  /** How many stages of layers are wrong. */
  wrong: number;
  time: KernelTime | null;
}

/** What came of every shape of batch that the kernel ran in. */
export function byShape({
  replay,
  times,
}: {
  replay: readonly ReplayedStage[];
  times: readonly KernelTime[];
}): Shape[] {
  return batchShapes.flatMap((shape) => {
    const stages = replay.filter((stage) => stage.shape === shape);
    const time = times.find((each) => each.shape === shape) ?? null;
    if (stages.length === 0 && !time) return [];
    return [{ shape, wrong: stages.filter(({ bad }) => bad).length, time }];
  });
}
