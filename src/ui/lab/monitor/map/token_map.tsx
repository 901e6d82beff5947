import { ZoomIn, ZoomOut } from 'lucide-react';
import { useMemo, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { fittingColumns, type ShadeMap, type ShadePlace } from '../../../../charts/shades/shade_map.ts';
import { between, wholeSpan } from '../../../../charts/shades/span.ts';
import { plotName } from '../../../../findings/copy/figures.ts';
import { valuesOf, type Plot } from '../../../../findings/token/plots.ts';
import type { WatchedToken } from '../../../../store/lab/jobs/token_monitor.ts';
import { ChartFigure } from '../../../charts/chart_figure.tsx';
import charts from '../../../charts/charts.module.css';
import { useSize } from '../../../charts/use_size.ts';
import { Button, IconButton } from '../../../controls/button.tsx';
import { Field } from '../../../controls/field.tsx';
import { chartChoices } from '../chart_choices.ts';
import { axisOfChoice, colourScale } from './colour_scale.ts';
import { ColourBar } from './colour_bar.tsx';
import { MapSurface } from './map_surface.tsx';
import { movesOf, tokensOf, usualView } from './map_view.ts';
import { axisName, readOut, tokenName } from './read_out.ts';
import { t } from '../../../../strings/live/t.ts';
import styles from './map.module.css';

interface Props {
  plot: Plot;
  first: WatchedToken | null;
  tokens: readonly WatchedToken[];
  /** Indices in `tokens` of the one on show, and of the one that it is compared with; null for none. */
  shown: number;
  compared: number | null;
  /** Whether the one on show changes with every token to come. */
  latest: boolean;
  choose: (index: number) => void;
  compare: (index: number) => void;
}

/** The first token, as an index in `tokens`. */
const apart = -1;

/** What the arrow keys and their neighbours do: tokens to the right, layers down. */
const steps: Record<string, readonly [tokens: number, layers: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  Home: [-Infinity, 0],
  End: [Infinity, 0],
};

/** Layers down, tokens across; the stronger the colour, the larger the figure. The first token stands apart at the left. */
export function TokenMap({ plot, first, tokens, shown, compared, latest, choose, compare }: Props) {
  const [size, ref] = useSize();
  const [view, setView] = useState(usualView);
  const [cursor, setCursor] = useState<{ index: number; layer: number } | null>(null);
  const { scales, range } = useStore(chartChoices);
  const axis = axisOfChoice(plot.figure, scales);
  const { layers } = tokens[0]!.figures;
  const positions = tokens.map(({ figures }) => figures.position);
  const { first: from, count } = tokensOf(view, positions, fittingColumns(size?.width ?? 0));
  const rows = useMemo(() => view.layers ?? wholeSpan(layers), [view.layers, layers]);
  const moves = movesOf(view, { first: from, count }, positions);

  const { map, scale, values } = useMemo(() => {
    const columnOf = (token: WatchedToken) => ({ name: axisName(token), values: valuesOf(token.figures, plot) });
    const columns = tokens.slice(from, from + count).map(columnOf);
    const values = [...(first ? [columnOf(first)] : []), ...columns].flatMap((column) => [
      ...column.values.subarray(rows.first, rows.first + rows.count),
    ]);
    const scale = colourScale(axis, values, range);
    const map: ShadeMap = {
      apart: first && columnOf(first),
      columns,
      rows,
      scale: scale ?? { at: () => 0, ticks: [] },
    };
    return { map, scale, values };
  }, [tokens, first, plot, from, count, rows, axis, range]);

  const point = (place: ShadePlace | null) =>
    setCursor(place && { index: place.column === null ? apart : from + place.column, layer: place.row });
  const placed = cursor && { column: cursor.index === apart ? null : cursor.index - from, row: cursor.layer };
  const pointed = cursor && (cursor.index === apart ? first : tokens[cursor.index]);
  const pick = (index: number, other: boolean) => {
    if (index === apart) return;
    if (other) compare(index);
    else choose(index);
  };
  const show = (index: number) => {
    choose(index);
    setView(moves.bringUp(index));
  };
  const select = (one: ShadePlace, other: ShadePlace) => {
    const across = one.column !== null && other.column !== null && one.column !== other.column;
    setView(
      moves.select(
        across ? between(from + one.column!, from + other.column!) : null,
        one.row === other.row ? null : between(one.row, other.row),
      ),
    );
  };
  const zoom = (factor: number) => {
    // Without a cell that is pointed at, a view that follows the latest token goes on to.
    const about = view.from === null ? tokens.length - 1 : from + count / 2;
    setView(moves.zoom(factor, cursor && cursor.index !== apart ? cursor.index : about));
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    if (step) {
      const at = cursor ?? { index: shown, layer: rows.first };
      const index = Math.max(first ? apart : 0, Math.min(tokens.length - 1, at.index + step[0]));
      const layer = Math.max(rows.first, Math.min(rows.first + rows.count - 1, at.layer + step[1]));
      setCursor({ index, layer });
      if (index !== apart) setView(moves.bringUp(index));
    } else if (event.key === 'Enter' && cursor) pick(cursor.index, event.shiftKey);
    else if (event.key === '+' || event.key === '=') zoom(1 / 2);
    else if (event.key === '-') zoom(2);
    else if (event.key === '0') setView(usualView);
    else return;
    event.preventDefault();
  };
  const said = pointed ? readOut(pointed, plot, cursor.layer) : t('pointHint');
  const onShow = (index: number | null) => index !== null && index >= from && index < from + count;
  const name = t('everyToken', { plot: plotName(plot) });
  return (
    <ChartFigure name={name} caption={t('everyTokenCaption', { plot: plotName(plot) })}>
      <div
        ref={ref}
        className={charts.sized}
        style={{ '--height': `${Math.min(280, layers * 18) + 74}px` } as CSSProperties}
      >
        {size && size.width > 0 && (
          <MapSurface
            map={map}
            size={size}
            label={t('onShow', { name, layers: rows.count, tokens: count })}
            value={{ min: first ? apart : 0, max: tokens.length - 1, now: cursor?.index ?? shown, text: said }}
            framed={[
              ...(onShow(compared) ? [{ column: compared! - from, ink: 'muted' as const }] : []),
              ...(onShow(shown) ? [{ column: shown - from, ink: 'text' as const }] : []),
            ]}
            cursor={placed && (placed.column === null || onShow(cursor.index)) ? placed : null}
            onPoint={point}
            onPick={({ column }, other) => pick(column === null ? apart : from + column, other)}
            onSelect={select}
            onPan={(columns) => setView(moves.pan(columns))}
            onZoom={zoom}
            onKeyDown={press}
          />
        )}
      </div>
      <ColourBar axis={axis} scale={scale} values={values} />
      <div className={styles.tools}>
        <p>{said}</p>
        <IconButton label={t('fewer')} icon={ZoomIn} disabled={count < 2} onClick={() => zoom(1 / 2)} />
        <IconButton label={t('more')} icon={ZoomOut} disabled={count === tokens.length} onClick={() => zoom(2)} />
        <Button look="quiet" disabled={view === usualView} onClick={() => setView(usualView)}>
          {t('reset')}
        </Button>
      </div>
      <Field label={latest ? t('latest') : t('chosen', { token: tokenName(tokens[shown]!) })}>
        {(ids) => (
          <input
            {...ids}
            type="range"
            min={0}
            max={tokens.length - 1}
            value={shown}
            aria-valuetext={tokenName(tokens[shown]!)}
            onChange={(event) => show(Number(event.target.value))}
          />
        )}
      </Field>
    </ChartFigure>
  );
}
