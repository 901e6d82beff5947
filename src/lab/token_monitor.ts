import type { ModelConfig } from '../model/families/model_config.ts';
import type { LensedToken } from '../model/observe/logit_lens.ts';
import type { TokenStatistics } from '../model/observe/token_statistics.ts';
import { describeProgram } from '../vocabulary/program.ts';
import type { RowStatistics } from '../kernels/watch/statistics.ts';
import type { TokenFigures, TokenLens, Trouble } from './contract/token_statistics.ts';
import type { Model } from './model.ts';
import {
  watchedStages,
  type AttentionFigure,
  type RowFigure,
  type WatchedStage,
} from '../vocabulary/token_statistics.ts';

/** Of the likeliest tokens of a layer, what a person is shown. */
const lensedTokens = 5;

/** Stages that a norm reads. */
const residuals: ReadonlySet<WatchedStage> = new Set(['layer_input', 'attn_residual', 'mlp_residual']);

const rowFigures: Record<RowFigure | 'channel', (row: RowStatistics) => number> = {
  rms: ({ rms }) => rms,
  mean: ({ mean }) => mean,
  std: ({ std }) => std,
  absmax: ({ absmax }) => absmax,
  channel: ({ channel }) => channel,
  nonFinite: ({ nan, positiveInfinities, negativeInfinities }) => nan + positiveInfinities + negativeInfinities,
  beyondF16: ({ beyondF16 }) => beyondF16,
  zeros: ({ zeros }) => zeros,
  inverseScale: ({ inverseScale }) => inverseScale,
};

/** Turns the statistics of one answer's tokens into the figures that the page shows. */
export class TokenMonitor {
  readonly #attention: Record<AttentionFigure, Float32Array>;

  constructor(private readonly model: Pick<Model, 'info' | 'tokenizer'>) {
    const { config } = model.info;
    const unknown = () => new Float32Array(config.layers).fill(Number.NaN);
    this.#attention = { largestLogit: unknown(), entropy: unknown(), firstShare: unknown() };
  }

  figures({ position, program, rows, attention, lens }: TokenStatistics): TokenFigures {
    const { config } = this.model.info;
    const { layers } = config;
    if (attention) {
      const { layer, heads: all } = attention;
      const mean = (of: (head: (typeof all)[number]) => number) =>
        all.reduce((sum, head) => sum + of(head), 0) / all.length;
      this.#attention.largestLogit[layer] = Math.max(...all.map(({ largestLogit }) => largestLogit));
      this.#attention.entropy[layer] = mean(({ entropy }) => entropy);
      this.#attention.firstShare[layer] = mean(({ firstShare }) => firstShare);
    }
    const rowsOf: Record<WatchedStage, RowStatistics[] | undefined> = {
      layer_input: rows.x?.slice(0, layers),
      q: rows.q,
      k: rows.k,
      v: rows.v,
      attn: rows.attn,
      attn_residual: rows.attnResidual,
      swiglu: rows.act,
      mlp_residual: rows.x?.slice(1),
    };
    const figure = (of: (row: RowStatistics) => number) => {
      const values = new Float32Array(watchedStages.length * layers).fill(Number.NaN);
      watchedStages.forEach((stage, n) =>
        rowsOf[stage]?.forEach((row, layer) => (values[n * layers + layer] = of(row))),
      );
      return values;
    };
    return {
      position,
      program,
      set: describeProgram(program),
      layers,
      rows: mapped(rowFigures, figure),
      attention: mapped(this.#attention, (values) => values.slice()),
      trouble: firstTrouble(rowsOf, config),
      lens: lens && this.#lens(lens),
    };
  }

  #lens({ layers, gpuMs }: LensedToken): TokenLens {
    const { tokenizer } = this.model;
    return {
      layers: layers.map(({ likeliest, entropy }) => ({
        likeliest: likeliest
          .slice(0, lensedTokens)
          .map(({ id, before }) => ({ id, name: tokenizer?.spell(id) ?? `${id}`, share: before })),
        entropy: entropy.before,
      })),
      gpuMs,
    };
  }
}

function firstTrouble(rows: Record<WatchedStage, RowStatistics[] | undefined>, config: ModelConfig): Trouble | null {
  const { layers, hiddenSize, heads, kvHeads, headDim, ffnSize } = config;
  const widths: Record<WatchedStage, number> = {
    layer_input: hiddenSize,
    q: heads * headDim,
    k: kvHeads * headDim,
    v: kvHeads * headDim,
    attn: heads * headDim,
    attn_residual: hiddenSize,
    swiglu: ffnSize,
    mlp_residual: hiddenSize,
  };
  for (let layer = 0; layer < layers; layer++) {
    for (const stage of watchedStages) {
      const row = rows[stage]?.[layer];
      const found = row && troubleOf(row, widths[stage], residuals.has(stage));
      if (found) return { layer, stage, ...found, of: widths[stage], absmax: row.absmax };
    }
  }
  return null;
}

function troubleOf(row: RowStatistics, width: number, normed: boolean): Pick<Trouble, 'kind' | 'count'> | null {
  const nonFinite = rowFigures.nonFinite(row);
  if (nonFinite > 0) return { kind: 'not-finite', count: nonFinite };
  if (normed && row.inverseScale === 0) return { kind: 'overflow', count: width };
  if (row.zeros === width) return { kind: 'zeros', count: width };
  return null;
}

function mapped<K extends string, A, B>(of: Record<K, A>, to: (value: A) => B): Record<K, B> {
  return Object.fromEntries(Object.entries<A>(of).map(([name, value]) => [name, to(value)])) as Record<K, B>;
}
