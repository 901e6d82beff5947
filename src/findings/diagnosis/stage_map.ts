import type { Diagnosis, DriftedStage, ReplayedStage } from '../../worker/api.ts';

/** A stage of a layer on a map of all of them. */
export interface Cell {
  /** How far off, in multiples of what rounding explains; Infinity where values are no numbers. */
  floors: number;
  bad: boolean;
  /** What it sums up: of a replay one of every kind of batch. */
  stages: readonly (ReplayedStage | DriftedStage)[];
}

export interface StageMap {
  columns: { step: string; stage: string }[];
  /** One a layer, none where no stage of a layer is looked at; null where one is not. */
  rows: { layer: number; cells: (Cell | null)[] }[];
  /** Before the layers and after them. */
  outside: { stage: string; cell: Cell }[];
}

/** In the order of the pass, with the step that leaves each. */
const columns = [
  { step: 'qkv', stage: 'q' },
  { step: 'qkv', stage: 'k' },
  { step: 'qkv', stage: 'v' },
  { step: 'rope', stage: 'q_rope' },
  { step: 'rope', stage: 'k_rope' },
  { step: 'attention', stage: 'attn' },
  { step: 'attn_out', stage: 'attn_residual' },
  { step: 'gate_up', stage: 'swiglu' },
  { step: 'down', stage: 'mlp_residual' },
];

type Mapped = Pick<Diagnosis, 'replay' | 'lockstep'> & { model: { config: { layers: number } } };

export function replayMap({ replay, model }: Mapped): StageMap {
  // The values in the cache are the step rope's, and go with the keys there.
  const named = replay.map((stage) =>
    stage.stage === 'v' && stage.steps.includes('rope') ? { ...stage, stage: 'k_rope' } : stage,
  );
  return stageMap(named, model.config.layers);
}

export function lockstepMap({ lockstep, model }: Mapped): StageMap {
  return stageMap(lockstep, model.config.layers);
}

function stageMap(stages: readonly (ReplayedStage | DriftedStage)[], layers: number): StageMap {
  const at = (layer: number | null, stage: string) => {
    const own = stages.filter((one) => one.layer === layer && one.stage === stage);
    return own.length > 0 ? summed(own) : null;
  };
  const seen = columns.filter(({ stage }) => stages.some((one) => one.stage === stage && one.layer !== null));
  const rows = seen.length > 0 ? layers : 0;
  return {
    columns: seen,
    rows: Array.from({ length: rows }, (_, layer) => ({ layer, cells: seen.map(({ stage }) => at(layer, stage)) })),
    outside: ['embed', 'logits'].flatMap((stage) => {
      const cell = at(null, stage);
      return cell ? [{ stage, cell }] : [];
    }),
  };
}

function summed(stages: readonly (ReplayedStage | DriftedStage)[]): Cell {
  const floors = stages.map(({ evidence, floor }) => evidence.error / floor);
  return { floors: Math.max(...floors), bad: stages.some(({ bad }) => bad), stages };
}

/** `0.9`, `24`, `1e6`, `∞`: what fits a cell. */
export function multiple(floors: number): string {
  if (!Number.isFinite(floors)) return '∞';
  if (floors < 9.95) return floors.toFixed(1);
  if (floors < 999.5) return floors.toFixed(0);
  return `1e${Math.floor(Math.log10(floors))}`;
}

/** How much of a cell's colour is vermilion: all of it would drown the figure. */
const warmest = 0.42;

/** The share of vermilion in a cell's colour, on the page and on a picture alike. */
export function warmth(floors: number): number {
  return heat(floors) * warmest;
}

/** 0 for what rounding explains, 1 for a million times as much and more. */
export function heat(floors: number): number {
  if (Number.isNaN(floors)) return 1;
  return Math.min(1, Math.max(0, Math.log10(floors) / 6));
}
