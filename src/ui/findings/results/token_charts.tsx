import { useMemo, useState } from 'react';
import { chartedTokens } from '../../../findings/token/layer_chart.ts';
import { figuresOf, type RecordedToken } from '../../../findings/format/token.ts';
import { troubleInWords } from '../../../findings/copy/trouble.ts';
import { LensTable } from '../../lab/monitor/inside/lens_table.tsx';
import { TokenChart } from './token_chart.tsx';

/** The figures of one token as the lab showed them, with the tokens beside it. */
export function TokenCharts({ recorded }: { recorded: RecordedToken }) {
  const [plot, setPlot] = useState(recorded.plot);
  const { token, others, first } = recorded;
  const tokens = useMemo(
    () => chartedTokens(figuresOf(token), others.map(figuresOf), first && figuresOf(first)),
    [token, others, first],
  );
  return (
    <>
      {token.trouble && <p>{troubleInWords(token.trouble)}</p>}
      <TokenChart plot={plot} setPlot={setPlot} tokens={tokens} />
      {token.lens && (
        <details>
          <summary>Logit lens: what each layer would say next</summary>
          <LensTable lens={token.lens} />
        </details>
      )}
    </>
  );
}
