import { useState } from 'react';
import { chartedTokens, type ChartedToken } from '../../../findings/token/layer_chart.ts';
import type { Plot } from '../../../findings/token/plots.ts';
import type { TokenFigures } from '../../../worker/api.ts';
import { FurthestApart } from './furthest_apart.tsx';
import { TokenChart } from './token_chart.tsx';

interface Props {
  /** Of equal numbers of layers. */
  tokens: [TokenFigures, TokenFigures];
  plot: Plot;
  /** What the two sides are called. */
  sides: [string, string];
}

/** Two tokens on one axis, and the figures that are furthest apart. */
export function TokenComparison({ tokens: [recorded, here], plot: shown, sides }: Props) {
  const [plot, setPlot] = useState(shown);
  const tokens: ChartedToken[] = [
    { name: sides[1], look: here.set, figures: here },
    // The recorded one in the strokes of token 0, since the two may be of one set.
    { name: sides[0], look: 'first', figures: recorded },
  ];
  return (
    <>
      <TokenChart plot={plot} setPlot={setPlot} tokens={tokens} />
      <FurthestApart tokens={[recorded, here]} sides={sides} />
    </>
  );
}

/** One token, where there is nothing to compare it with. */
export function TokenAlone({
  figures,
  first,
  plot: shown,
}: {
  figures: TokenFigures;
  first: TokenFigures;
  plot: Plot;
}) {
  const [plot, setPlot] = useState(shown);
  return <TokenChart plot={plot} setPlot={setPlot} tokens={chartedTokens(figures, [], first)} />;
}
