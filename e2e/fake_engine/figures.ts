import { describeProgram, type Program } from '../../src/vocabulary/program.ts';
import { attentionFigures, rowFigures, watchedStages, type RowFigure } from '../../src/vocabulary/token_statistics.ts';
import type { ChosenFault, ModelConfig, TokenFigures, WatchRequest } from '../../src/worker/api.ts';
import { lensOf } from './inside.ts';

interface Watched {
  config: ModelConfig;
  program: Program;
  fault: ChosenFault | null;
  /** The first position that ran alone. From there on each token measures attention in one layer. */
  from: number;
  position: number;
  /** Of what ids are called; null where no lens is taken. */
  spell?: ((id: number) => string) | null;
}

/** The size of a figure where nothing is wrong. */
const usual: Record<RowFigure | 'channel', number> = {
  rms: 1.2,
  std: 1.1,
  mean: 0.04,
  absmax: 7.5,
  inverseScale: 0.8,
  zeros: 0,
  beyondF16: 0,
  nonFinite: 0,
  channel: 17,
};

/** Statistics of a token: the same for the same position and kernels, and different elsewhere. */
export function figuresOf({ config, program, fault, from, position, spell = null }: Watched): TokenFigures {
  const { layers, hiddenSize } = config;
  const set = describeProgram(program);
  const broken = fault && set !== 'reference' ? (fault.layer ?? 0) : layers;
  const rows = (figure: RowFigure | 'channel') =>
    Float32Array.from({ length: watchedStages.length * layers }, (_, at) => {
      const [stage, layer] = [watchedStages[Math.floor(at / layers)]!, at % layers];
      // Fused kernels merge attention inside attn_out.
      if (stage === 'attn' && set === 'fused') return Number.NaN;
      if (figure === 'channel') return (usual.channel + at) % hiddenSize;
      const value = usual[figure] * (1 + 0.3 * Math.sin(position + at));
      const after =
        layer > broken || (layer === broken && watchedStages.indexOf(stage) >= watchedStages.indexOf('attn'));
      if (!after || !['rms', 'std', 'absmax', 'inverseScale', 'beyondF16'].includes(figure)) return value;
      return figure === 'inverseScale' ? 0 : figure === 'beyondF16' ? hiddenSize : value * 1e28;
    });
  const seen = (layer: number) =>
    Array.from({ length: position - from + 1 }, (_, n) => from + n).some((one) => one % layers === layer);
  const attention = Float32Array.from({ length: layers }, (_, layer) =>
    layer === 0 || seen(layer) ? 1 + 0.5 * Math.sin(position + layer) : Number.NaN,
  );
  const figures = {
    position,
    program,
    set,
    layers,
    rows: Object.fromEntries([...rowFigures, 'channel' as const].map((name) => [name, rows(name)])),
    attention: Object.fromEntries(attentionFigures.map((name) => [name, attention])),
    trouble:
      broken < layers
        ? { layer: broken, stage: 'attn_residual', kind: 'overflow', count: hiddenSize, of: hiddenSize, absmax: 1.3e29 }
        : null,
    lens: spell && lensOf(position, layers, spell),
  };
  return figures as TokenFigures;
}

/** What a token that runs again measures, and the first token of its sequence. */
export function watchedOf(
  config: ModelConfig,
  { tokens, from, program, fault, lensed }: WatchRequest,
  spell: (id: number) => string,
) {
  const given = { config, program, fault, from };
  return {
    tokens,
    fault,
    figures: figuresOf({ ...given, position: tokens.length - 1, spell: lensed ? spell : null }),
    first: figuresOf({ ...given, position: 0 }),
  };
}
