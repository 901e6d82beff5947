import { TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Seen } from '../../../store/lab/jobs/token_monitor.ts';
import { useAnswering, useTokenMonitor } from '../../../store/hooks.ts';
import { tokenMonitor } from '../../../store/stores.ts';
import { ChartFigure } from '../../charts/chart_figure.tsx';
import { troubleInWords } from '../../../findings/copy/trouble.ts';
import panel from '../panel.module.css';
import { chartChoices } from './chart_choices.ts';
import { axisOfChoice } from './map/colour_scale.ts';
import { Comparison } from './comparison.tsx';
import { FiguresTable } from './figures_table.tsx';
import { Attention } from './inside/attention.tsx';
import { Lens } from './inside/lens.tsx';
import { LayerChart } from './layer_chart.tsx';
import { PlotChoice } from './plot_choice.tsx';
import { axisName } from './map/read_out.ts';
import { ScaleChoice } from './map/scale_choice.tsx';
import { ShareToken } from './share_token.tsx';
import styles from './monitor.module.css';
import { figureHint, plotName } from '../../../findings/copy/figures.ts';
import { chartedTokens, comparedToken } from '../../../findings/token/layer_chart.ts';
import { TokenMap } from './map/token_map.tsx';
import { chartSentence } from '../../../findings/copy/token_chart.ts';
import { t as finding } from '../../../strings/finding/t.ts';
import { t } from '../../../strings/live/t.ts';

/** The Live tab: the figures of every token in every layer, as it is sampled. */
export function TokenMonitor() {
  const seen = useTokenMonitor((state) => state.seen);
  useEffect(() => tokenMonitor.getState().watch(), []);
  return <div className={panel.panel}>{seen && seen.tokens.length > 0 ? <Charts seen={seen} /> : <Empty />}</div>;
}

function Empty() {
  return (
    <div className={panel.empty}>
      <h2>{t('emptyTitle')}</h2>
      <p>{t('emptyText')}</p>
    </div>
  );
}

/** As many letters as the chart's legend has room for. */
const maxName = 11;

function Charts({ seen }: { seen: Seen }) {
  const { plot, scales, show } = useStore(chartChoices);
  const chosen = useTokenMonitor((state) => state.chosen);
  const comparedAt = useTokenMonitor((state) => state.compared);
  const writing = useAnswering((state) => state.streaming?.id === seen.answer);
  const { tokens, first, bySet } = seen;
  const indexOf = (position: number | null) => tokens.findIndex(({ figures }) => figures.position === position);
  const held = indexOf(chosen);
  const shown = held === -1 ? tokens.length - 1 : held;
  const current = tokens[shown]!;
  const { figures } = current;
  const { choose, compare } = tokenMonitor.getState();
  const compared = indexOf(comparedAt);
  const other = tokens[compared] ?? null;
  const others = Object.values(bySet).filter(({ set }) => set !== figures.set);
  const beside = other && compared !== shown ? [comparedToken(axisName(other).slice(0, maxName), other.figures)] : [];
  const charted = [...chartedTokens(figures, others, first?.figures ?? null), ...beside];
  const words = chartSentence(figures, plot);
  return (
    <>
      <PlotChoice plot={plot} setPlot={show} />
      {figures.trouble && (
        <p className={styles.alarm} role="status">
          <TriangleAlert size={16} aria-hidden /> {troubleInWords(figures.trouble)}
        </p>
      )}
      <ChartFigure name={finding('byLayer', { figure: plotName(plot) })} caption={figureHint(plot.figure)}>
        <LayerChart plot={plot} axis={axisOfChoice(plot.figure, scales)} tokens={charted} sentence={words} />
        <p>{words}</p>
      </ChartFigure>
      <TokenMap
        plot={plot}
        first={first}
        tokens={tokens}
        shown={shown}
        compared={other && compared}
        latest={writing && held === -1}
        choose={(index) => choose(index === tokens.length - 1 ? null : tokens[index]!.figures.position)}
        compare={(index) => compare(tokens[index]!.figures.position)}
      />
      <ScaleChoice />
      <Comparison token={current} other={other} />
      <Lens answer={seen.answer} token={current} />
      <Attention answer={seen.answer} token={current} />
      <ShareToken
        answer={seen.answer}
        token={figures}
        others={others}
        first={first?.figures ?? null}
        watchedFrom={tokens[0]!.figures.position}
        rerun={seen.rerun?.position === figures.position ? seen.rerun : null}
        plot={plot}
      />
      <FiguresTable figures={figures} plot={plot} />
    </>
  );
}
