import type { TokenFigures } from '../../../worker/api.ts';
import { short } from './number.ts';
import { channelOf, looks, stages, valuesOf, type Plot } from './plots.ts';

/** What a chart shows of a token, in a sentence. */
export function sentence(figures: TokenFigures, plot: Plot): string {
  const values = valuesOf(figures, plot);
  const known = [...values.keys()].filter((layer) => !Number.isNaN(values[layer]));
  const what = plot.of === 'row' ? `${looks[plot.figure].label} of ${plot.stage}` : looks[plot.figure].label;
  if (known.length === 0) return `Position ${figures.position}: the kernels that ran it leave no ${what}.`;
  const by = (a: number, b: number) => values[a]! - values[b]!;
  const [least, most] = [known.toSorted(by)[0]!, known.toSorted(by).at(-1)!];
  const channel =
    plot.of === 'row' && plot.figure === 'absmax' ? `, channel ${channelOf(figures, plot.stage, most)}` : '';
  return `Position ${figures.position}, ${figures.set} kernels: ${what} from ${short(values[least]!)} in layer ${least} to ${short(values[most]!)} in layer ${most}${channel}.`;
}

/** What is wrong with a token by itself, first layer first; null where nothing is. */
export function alarm(figures: TokenFigures): string | null {
  const { layers, rows, widths } = figures;
  for (let layer = 0; layer < layers; layer++) {
    for (const [n, stage] of stages.entries()) {
      const at = n * layers + layer;
      const place = `${stage} of layer ${layer}`;
      if (rows.nonFinite[at]! > 0)
        return `${rows.nonFinite[at]} of ${widths[stage]} values of ${place} are not finite.`;
      if (isNormed(stage) && rows.inverseScale[at] === 0) {
        return `The squares of ${place} overflow (its largest value is ${short(rows.absmax[at]!)}): the norm multiplies by 0, and what follows is 0.`;
      }
      if (rows.zeros[at] === widths[stage]) return `All values of ${place} are 0.`;
    }
  }
  return null;
}

/** Stages that a norm comes next to. */
function isNormed(stage: (typeof stages)[number]): boolean {
  return stage === 'layer_input' || stage === 'attn_residual' || stage === 'mlp_residual';
}
