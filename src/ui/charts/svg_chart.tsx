import { cssColour } from '../../charts/palette.ts';
import type { Mark, Polyline, Rect, Text } from '../../charts/marks.ts';
import styles from './charts.module.css';

interface Drawing {
  width: number;
  height: number;
  marks: readonly Mark[];
}

interface Props extends Drawing {
  /** What the chart shows, for those who do not see it. */
  label: string;
}

/** Draws a chart as SVG, in the colours of the theme on show. */
export function SvgChart({ label, width, height, marks }: Props) {
  return (
    <svg className={styles.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <Marks marks={marks} />
    </svg>
  );
}

/** Marks over a chart of the same size, which say nothing that is not said elsewhere. */
export function SvgOverlay({ width, height, marks }: Drawing) {
  return (
    <svg className={styles.over} width={width} height={height} aria-hidden>
      <Marks marks={marks} />
    </svg>
  );
}

/** A mark's place in the list is its identity: a chart that changes is laid out anew. */
function Marks({ marks }: { marks: readonly Mark[] }) {
  // oxlint-disable-next-line react/no-array-index-key
  return marks.map((mark, n) => <One key={n} mark={mark} />);
}

function One({ mark }: { mark: Mark }) {
  switch (mark.kind) {
    case 'text':
      return <SvgText {...mark} />;
    case 'rect':
      return <SvgRect {...mark} />;
    case 'polyline':
      return <SvgPolyline {...mark} />;
    case 'marker':
      return (
        <path
          d={mark.path}
          transform={`translate(${mark.x},${mark.y}) scale(${mark.scale})`}
          fill={cssColour(mark.ink)}
        >
          {mark.title !== undefined && <title>{mark.title}</title>}
        </path>
      );
    case 'group':
      return (
        <g data-look={mark.look}>
          {mark.title !== undefined && <title>{mark.title}</title>}
          <Marks marks={mark.marks} />
        </g>
      );
  }
}

const anchors = { left: 'start', center: 'middle', right: 'end' } as const;

function SvgText({ text, x, y, size, ink, weight, family, align = 'left', turned }: Text) {
  return (
    <text
      x={x}
      y={y}
      fontSize={size}
      fontWeight={weight}
      fontFamily={family && `var(--${family})`}
      textAnchor={anchors[align]}
      transform={turned && `rotate(-90 ${x} ${y})`}
      fill={cssColour(ink)}
    >
      {text}
    </text>
  );
}

function SvgRect({ x, y, width, height, radius, fill, stroke }: Rect) {
  return (
    <rect
      x={x}
      y={y}
      width={width}
      height={height}
      rx={radius}
      fill={fill === null ? 'none' : cssColour(fill)}
      stroke={stroke && cssColour(stroke.ink)}
      strokeWidth={stroke?.width}
    />
  );
}

function SvgPolyline({ points, ink, width, dash }: Polyline) {
  return (
    <polyline
      points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
      fill="none"
      stroke={cssColour(ink)}
      strokeWidth={width}
      strokeDasharray={dash.length > 0 ? dash.join(' ') : undefined}
    />
  );
}
