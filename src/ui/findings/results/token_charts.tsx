import { useMemo, useState } from 'react';
import { chartedTokens } from '../../../findings/token/layer_chart.ts';
import { figuresOf, type RecordedToken } from '../../../findings/format/token.ts';
import { troubleInWords } from '../../../findings/copy/trouble.ts';
import { LensTable } from '../../lab/monitor/inside/lens_table.tsx';
import { TokenChart } from './token_chart.tsx';
import { TokenOdds } from './token_odds.tsx';
import { t } from '../../../strings/sharing/t.ts';

/** The figures of one token as the lab showed them, with the tokens beside it. */
export function TokenCharts({ recorded }: { recorded: RecordedToken }) {
  const [plot, setPlot] = useState(recorded.plot);
  const { token, others, first, odds } = recorded;
  const tokens = useMemo(
    () => chartedTokens(figuresOf(token), others.map(figuresOf), first && figuresOf(first)),
    [token, others, first],
  );
  return (
    <>
      {token.trouble && <p>{troubleInWords(token.trouble)}</p>}
      {odds && <TokenOdds odds={odds} />}
      <TokenChart plot={plot} setPlot={setPlot} tokens={tokens} />
      {token.lens && (
        <details>
          <summary>{t('lens')}</summary>
          <LensTable lens={token.lens} />
        </details>
      )}
    </>
  );
}
