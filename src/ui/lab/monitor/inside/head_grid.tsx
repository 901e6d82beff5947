import type { PointerEvent, ReactNode } from 'react';
import { headGridMarks } from '../../../../charts/head_grid.ts';
import type { AttentionReport } from '../../../../worker/api.ts';
import { probability, visible } from '../../../../findings/copy/odds.ts';
import { ChartFigure } from '../../../charts/chart_figure.tsx';
import { Sized } from '../../../charts/sized.tsx';
import { SvgChart } from '../../../charts/svg_chart.tsx';
import { headsOn, largestShares, type Heads } from './attended.ts';
import styles from './inside.module.css';
import { t } from '../../../../strings/live/t.ts';

/** Of a layer, in CSS pixels. */
const rowHeight = 16;

interface Props {
  report: AttentionReport;
  /** The position that is attended to. */
  on: number;
  chosen: Heads;
  choose: (heads: Heads) => void;
}

const code = (text: ReactNode[]) => <code key="token">{text}</code>;

/** What every head of every layer puts on one position: layers down, heads across. A press chooses the head. */
export function HeadGrid({ report, on, chosen, choose }: Props) {
  const { layers, heads, names } = report;
  const shares = headsOn(report, on);
  const [most] = largestShares(shares, 1) as [number];
  const [layer, head] = [Math.floor(most / heads), most % heads];
  const words = t('strongestOn', { on, head, layer, share: probability(shares[most]!) });
  const press = ({ nativeEvent: { offsetX, offsetY }, currentTarget }: PointerEvent) => {
    const column = Math.floor((offsetX / currentTarget.clientWidth) * heads);
    const row = Math.floor((offsetY / currentTarget.clientHeight) * layers);
    if (column < heads && row < layers) choose({ layer: row, head: column });
  };
  return (
    <ChartFigure
      name={t('headsOn', { token: visible(names[on]!) })}
      caption={
        <span className={styles.caption}>
          <span>{t('everyHead', { text: visible(names[on]!), token: code })}</span>
          <output>{words}</output>
        </span>
      }
    >
      <div className={styles.press} onPointerDown={press}>
        <Sized height={layers * rowHeight}>
          {(size) => (
            <SvgChart
              label={t('headGrid', { most: words, layers, heads })}
              {...size}
              marks={headGridMarks({ shares, layers, heads, chosen }, { x: 0, y: 0, ...size })}
            />
          )}
        </Sized>
      </div>
    </ChartFigure>
  );
}
