import type { TokenFigures } from '../../worker/api.ts';
import { short } from '../../format.ts';
import { channelOf, looks, valuesOf, type Plot } from '../token/plots.ts';

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
