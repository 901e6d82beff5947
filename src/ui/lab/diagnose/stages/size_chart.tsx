import { sizeHistogramMarks } from '../../../../charts/size_histogram.ts';
import type { Histogram } from '../../../../worker/api.ts';
import { SvgChart } from '../../../charts/svg_chart.tsx';
import styles from './close_look.module.css';
import { t } from '../../../../strings/diagnose/t.ts';

/** How many values are of each size, for a stage and for its reference. */
export function SizeChart({ name, sizes }: { name: string; sizes: Histogram }) {
  const { first, values, reference } = sizes;
  const range = (counts: readonly number[]) => {
    const used = [...counts.keys()].filter((n) => counts[n]! > 0);
    if (used.length === 0) return t('none');
    return t('sizeRange', { from: 2 * (first + used[0]!), to: 2 * (first + used.at(-1)! + 1) });
  };
  const chart = sizeHistogramMarks(sizes);
  return (
    <figure className={styles.sizes}>
      <figcaption>{name}</figcaption>
      <SvgChart
        {...chart}
        maxWidth={chart.width * 1.2}
        label={t('sizesSaid', { name, values: range(values), reference: range(reference) })}
      />
    </figure>
  );
}
