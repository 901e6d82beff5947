import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Mark } from '../../../../charts/marks.ts';
import type { ColourName } from '../../../../charts/palette.ts';
import {
  frameOf,
  placeAt,
  shadeLayout,
  shadeMapMarks,
  type ShadeMap,
  type ShadePlace,
} from '../../../../charts/shades/shade_map.ts';
import { CanvasChart } from '../../../charts/canvas_chart.tsx';
import { SvgOverlay } from '../../../charts/svg_chart.tsx';
import type { Size } from '../../../charts/use_size.ts';
import { t } from '../../../../strings/live/t.ts';
import styles from './map.module.css';

interface Props {
  map: ShadeMap;
  size: Size;
  /** What the map shows. */
  label: string;
  /** Where the cursor is among the tokens, and what is there: for those who do not see it. */
  value: { min: number; max: number; now: number; text: string };
  /** Columns that are framed from top to bottom. */
  framed: readonly { column: number; ink: ColourName }[];
  /** The cell that is pointed at. */
  cursor: ShadePlace | null;
  onPoint: (place: ShadePlace | null) => void;
  /** `other` where the shift key was held. */
  onPick: (place: ShadePlace, other: boolean) => void;
  /** A rectangle was drawn from one cell to another. */
  onSelect: (from: ShadePlace, to: ShadePlace) => void;
  onPan: (columns: number) => void;
  /** Shows `factor` times as many columns. */
  onZoom: (factor: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** A map that can be pointed at with pointer and keys, and on which a part can be chosen by drawing a rectangle. */
export function MapSurface(props: Props) {
  const { map, size, label, value, framed, cursor, onPoint, onPick, onSelect, onPan, onZoom, onKeyDown } = props;
  const help = useId();
  const surface = useRef<HTMLDivElement>(null);
  /** Parts of a column that the wheel has turned. */
  const moved = useRef(0);
  const [pressed, setPressed] = useState<ShadePlace | null>(null);
  const { rows } = map;
  const box = { x: 0, y: 0, ...size };
  const layout = shadeLayout(map, box);
  const { width, height } = size;
  const marks = useMemo(() => shadeMapMarks(map, { x: 0, y: 0, width, height }), [map, width, height]);
  const cellWidth = layout.cell.width;
  useEffect(() => {
    const element = surface.current!;
    // React's own listener could not keep the page from being zoomed. A pinch is a wheel with the control key.
    const turned = (event: WheelEvent) => {
      const { ctrlKey, deltaX, deltaY } = event;
      if (!ctrlKey && Math.abs(deltaX) <= Math.abs(deltaY)) return;
      event.preventDefault();
      if (ctrlKey) return onZoom(2 ** (deltaY / 100));
      moved.current += deltaX / cellWidth;
      const columns = Math.trunc(moved.current);
      moved.current -= columns;
      if (columns !== 0) onPan(columns);
    };
    element.addEventListener('wheel', turned, { passive: false });
    return () => element.removeEventListener('wheel', turned);
  }, [onPan, onZoom, cellWidth]);

  const under = ({ clientX, clientY }: PointerEvent): ShadePlace | null => {
    const { left, top } = surface.current!.getBoundingClientRect();
    return placeAt(layout, rows, clientX - left, clientY - top);
  };
  const drawn = pressed && cursor && !isSame(pressed, cursor) ? { from: pressed, to: cursor } : null;
  const frame = (from: ShadePlace, to: ShadePlace, ink: ColourName, stroke: number): Mark => ({
    kind: 'rect',
    ...frameOf(layout, rows, from, to),
    fill: null,
    stroke: { ink, width: stroke },
  });
  const last = rows.first + rows.count - 1;
  const frames = [
    ...framed.map(({ column, ink }) => frame({ column, row: rows.first }, { column, row: last }, ink, 2)),
    ...(drawn ? [frame(drawn.from, drawn.to, 'text', 1.5)] : cursor ? [frame(cursor, cursor, 'text', 1.5)] : []),
  ];
  const release = (event: PointerEvent) => {
    const place = under(event) ?? cursor;
    setPressed(null);
    if (!pressed || !place) return;
    if (isSame(pressed, place)) onPick(place, event.shiftKey);
    else onSelect(pressed, place);
  };
  return (
    <div
      ref={surface}
      className={styles.surface}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-describedby={help}
      aria-valuemin={value.min}
      aria-valuemax={value.max}
      aria-valuenow={value.now}
      aria-valuetext={value.text}
      onKeyDown={onKeyDown}
      onBlur={() => onPoint(null)}
      onPointerDown={(event) => {
        const place = under(event);
        if (!place || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setPressed(place);
        onPoint(place);
      }}
      onPointerMove={(event) => {
        const place = under(event);
        // A rectangle that is being drawn keeps the last cell that it reached.
        if (place || !pressed) onPoint(place);
      }}
      onPointerUp={release}
      onPointerCancel={() => setPressed(null)}
      onPointerLeave={() => !pressed && onPoint(null)}
    >
      <CanvasChart {...size} marks={marks} />
      <SvgOverlay {...size} marks={frames} />
      <p id={help} hidden>
        {t('keysHint')}
      </p>
    </div>
  );
}

const isSame = (one: ShadePlace, other: ShadePlace) => one.column === other.column && one.row === other.row;
