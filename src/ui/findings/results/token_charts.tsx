import { useMemo, useState } from 'react';
import { linesOf } from '../../../findings/token/layer_chart.ts';
import { figuresOf, type RecordedLive } from '../../../findings/format/token.ts';
import { inWords } from '../../../findings/copy/trouble.ts';
import { TokenChart } from './token_chart.tsx';

/** The figures of one token as the lab showed them, with what lay over them. */
export function LiveCharts({ live }: { live: RecordedLive }) {
  const [plot, setPlot] = useState(live.plot);
  const { token, others, first } = live;
  const lines = useMemo(
    () => linesOf(figuresOf(token), others.map(figuresOf), first && figuresOf(first)),
    [token, others, first],
  );
  return (
    <>
      {token.trouble && <p>{inWords(token.trouble)}</p>}
      <TokenChart plot={plot} setPlot={setPlot} lines={lines} />
    </>
  );
}
