import { TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Seen } from '../../../store/lab/jobs/token_monitor.ts';
import { useAnswering, useTokenMonitor } from '../../../store/hooks.ts';
import { tokenMonitor } from '../../../store/stores.ts';
import { Field } from '../../controls/field.tsx';
import { troubleInWords } from '../../../findings/copy/trouble.ts';
import panel from '../panel.module.css';
import { FiguresTable } from './figures_table.tsx';
import { Attention } from './inside/attention.tsx';
import { Lens } from './inside/lens.tsx';
import { LayerChart } from './layer_chart.tsx';
import { PlotChoice } from './plot_choice.tsx';
import { ShareToken } from './share_token.tsx';
import styles from './monitor.module.css';
import { figureTexts } from '../../../findings/copy/figures.ts';
import type { Plot } from '../../../findings/token/plots.ts';
import { chartedTokens } from '../../../findings/token/layer_chart.ts';
import { TokenMap } from './token_map.tsx';
import { chartSentence } from '../../../findings/copy/token_chart.ts';

/** The Live tab: the figures of every token in every layer, as it is sampled. */
export function TokenMonitor() {
  const seen = useTokenMonitor((state) => state.seen);
  useEffect(() => tokenMonitor.getState().watch(), []);
  return <div className={panel.panel}>{seen && seen.tokens.length > 0 ? <Charts seen={seen} /> : <Empty />}</div>;
}

function Empty() {
  return (
    <div className={panel.empty}>
      <h2>What do the layers do?</h2>
      <p>
        Ask something. While this panel is open, the size of every stage of every layer is taken on the GPU for each
        token of the answer and drawn here as it comes: what is large, what overflows, and where attention rests.
      </p>
    </div>
  );
}

function Charts({ seen }: { seen: Seen }) {
  const [plot, setPlot] = useState<Plot>({ of: 'row', figure: 'rms', stage: 'mlp_residual' });
  const chosen = useTokenMonitor((state) => state.chosen);
  const writing = useAnswering((state) => state.streaming?.id === seen.answer);
  const { tokens, first, bySet } = seen;
  const held = chosen === null ? -1 : tokens.findIndex(({ position }) => position === chosen);
  const shown = held === -1 ? tokens.length - 1 : held;
  const current = tokens[shown]!;
  const choose = (index: number) =>
    tokenMonitor.getState().choose(index === tokens.length - 1 ? null : tokens[index]!.position);
  const others = Object.values(bySet).filter(({ set }) => set !== current.set);
  const charted = chartedTokens(current, others, first);
  const words = chartSentence(current, plot);
  return (
    <>
      <PlotChoice plot={plot} setPlot={setPlot} />
      {current.trouble && (
        <p className={styles.alarm} role="status">
          <TriangleAlert size={16} aria-hidden /> {troubleInWords(current.trouble)}
        </p>
      )}
      <figure className={styles.figure}>
        <figcaption>{figureTexts[plot.figure].hint}</figcaption>
        <LayerChart plot={plot} tokens={charted} sentence={words} />
        <p>{words}</p>
      </figure>
      <TokenMap plot={plot} first={first} tokens={tokens} shown={shown} choose={choose} />
      <Field label={writing && held === -1 ? 'Token: the latest' : `Token: position ${current.position}`}>
        {(ids) => (
          <input
            {...ids}
            type="range"
            min={0}
            max={tokens.length - 1}
            value={shown}
            aria-valuetext={`position ${current.position}`}
            onChange={(event) => choose(Number(event.target.value))}
          />
        )}
      </Field>
      <Lens answer={seen.answer} token={current} />
      <Attention answer={seen.answer} token={current} />
      <ShareToken
        answer={seen.answer}
        token={current}
        others={others}
        first={first}
        watchedFrom={tokens[0]!.position}
        rerun={seen.rerun}
        plot={plot}
      />
      <FiguresTable figures={current} plot={plot} />
    </>
  );
}
