/** The stages of a diagnosis on a map of all layers: one description for the page and for the picture. */
import type { HeatCell, HeatColumn, HeatMap } from '../../charts/heat_map.ts';
import type { Diagnosis, DriftedStage, ReplayedStage } from '../../worker/api.ts';
import { heat, multiple } from './noise_floors.ts';

export interface StageCell extends HeatCell {
  /** The error in multiples of what rounding explains; Infinity where values are no numbers. */
  timesFloor: number;
  /** What the cell sums up: in a replay, one stage of every kind of batch. */
  stages: readonly (ReplayedStage | DriftedStage)[];
}

/** Layers down, stages across under their steps; `embed` and `logits` outside. No rows where no stage of a layer was compared. */
export type StageMap = HeatMap<StageCell>;

/** In the order of the pass, under the step that writes each. */
const columns: HeatColumn[] = [
  { group: 'qkv', name: 'q' },
  { group: 'qkv', name: 'k' },
  { group: 'qkv', name: 'v' },
  { group: 'rope', name: 'q_rope' },
  { group: 'rope', name: 'k_rope' },
  { group: 'attention', name: 'attn' },
  { group: 'attn_out', name: 'attn_residual', short: '+ x' },
  { group: 'gate_up', name: 'swiglu' },
  { group: 'down', name: 'mlp_residual', short: '+ x' },
];

type Mapped = Pick<Diagnosis, 'replay' | 'lockstep'> & { model: { config: { layers: number } } };

export function replayMap({ replay, model }: Pick<Mapped, 'replay' | 'model'>): StageMap {
  // The step rope writes the values of the cache, which share a column with its keys.
  const named = replay.map((stage) =>
    stage.stage === 'v' && stage.steps.includes('rope') ? { ...stage, stage: 'k_rope' } : stage,
  );
  return stageMap(named, model.config.layers);
}

export function lockstepMap({ lockstep, model }: Mapped): StageMap {
  return stageMap(lockstep, model.config.layers);
}

function stageMap(stages: readonly (ReplayedStage | DriftedStage)[], layers: number): StageMap {
  const at = (layer: number | null, name: string) => {
    const own = stages.filter((one) => one.layer === layer && one.stage === name);
    return own.length > 0 ? summed(own) : null;
  };
  const seen = columns.filter(({ name }) => stages.some(({ stage, layer }) => stage === name && layer !== null));
  const rows = seen.length > 0 ? layers : 0;
  return {
    columns: seen,
    rows: Array.from({ length: rows }, (_, layer) => ({
      name: `${layer}`,
      cells: seen.map(({ name }) => at(layer, name)),
    })),
    outside: ['embed', 'logits'].flatMap((name) => {
      const cell = at(null, name);
      return cell ? [{ name, cell }] : [];
    }),
  };
}

/** More vermilion would drown the figure. */
export const maxWarmth = 0.42;

function summed(stages: readonly (ReplayedStage | DriftedStage)[]): StageCell {
  const timesFloor = Math.max(...stages.map(({ evidence, floor }) => evidence.error / floor));
  return {
    timesFloor,
    label: multiple(timesFloor),
    warmth: heat(timesFloor) * maxWarmth,
    bad: stages.some(({ bad }) => bad),
    stages,
  };
}
