import { sizeHistogramMarks } from '../../../../charts/size_histogram.ts';
import type { Histogram } from '../../../../worker/api.ts';
import { ChartFigure } from '../../../charts/chart_figure.tsx';
import { Sized } from '../../../charts/sized.tsx';
import { SvgChart } from '../../../charts/svg_chart.tsx';
import { t } from '../../../../strings/diagnose/t.ts';

/** How many values are of each size, for a stage and for its reference. */
export function SizeChart({ name, sizes }: { name: string; sizes: Histogram }) {
  const { first, values, reference } = sizes;
  const range = (counts: readonly number[]) => {
    const used = [...counts.keys()].filter((n) => counts[n]! > 0);
    if (used.length === 0) return t('none');
    return t('sizeRange', { from: 2 * (first + used[0]!), to: 2 * (first + used.at(-1)! + 1) });
  };
  return (
    <ChartFigure name={name}>
      <Sized height={110}>
        {(size) => (
          <SvgChart
            {...size}
            marks={sizeHistogramMarks(sizes, { x: 0, y: 0, ...size })}
            label={t('sizesSaid', { name, values: range(values), reference: range(reference) })}
          />
        )}
      </Sized>
    </ChartFigure>
  );
}
