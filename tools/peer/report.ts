import type { Environment, Spread } from './job.ts';
import type { PeerName } from './options.ts';

/** What is measured beside what people would use instead. */
export type Runtime = PeerName | 'plumbline';

/** One way to run the model. */
export interface Way {
  runtime: Runtime;
  /** How matrices are stored. */
  weights: string;
  /** What else can be chosen, in words. */
  how: string;
}

/** The median, and more where the runtime's own benchmark says it. */
type Times = Pick<Spread, 'median'> & Partial<Spread>;

export interface Setup extends Way {
  /** Of one decoded token; null where they cannot be counted. */
  dispatches: number | null;
  /** Milliseconds for one token. */
  decode: { context: number; ms: Times }[];
  /** Milliseconds for a whole prompt. */
  prefill: { tokens: number; ms: Times }[];
}

/** The ways of a runtime. */
export interface Measured {
  setups: Setup[];
  /** What was not measured, each with the reason. */
  skipped: (Way & { why: string })[];
}

/** The tool's JSON output. */
export interface PeerReport extends Measured {
  version: 2;
  /** Of the runtimes that were measured. */
  versions: Partial<Record<Runtime, string>>;
  /** Name and version. */
  browser: string;
  adapter: Environment['adapter'];
  driver: string | null;
  shape: { name: 'qwen3-0.6b'; layers: number };
}

/** The report as a table for people: the best value of every column, then every setup. */
export function peerTable({ versions, browser, adapter, driver, shape, setups, skipped }: PeerReport): string {
  const gpu = [...new Set([adapter.description, adapter.vendor, adapter.architecture, adapter.device])];
  const runtimes = Object.entries(versions).map(([runtime, version]) => `${runtime} ${version}`);
  const heading = [
    `${shape.name} with ${shape.layers} layers, random weights; ${runtimes.join(', ')}`,
    `${gpu.filter(Boolean).join(', ') || 'unnamed adapter'}${driver ? `, driver ${driver}` : ''}, ${browser}`,
  ];
  const kindOf = ({ runtime, weights }: Way) => `${runtime}, ${weights}`;
  const kinds = [...new Set(setups.map(kindOf))];
  const rows = [
    columnTitles(setups),
    ...kinds.map((kind) =>
      bestRow(
        kind,
        setups.filter((setup) => kindOf(setup) === kind),
      ),
    ),
    ...setups.map((setup) => [wayName(setup), `${setup.dispatches ?? '-'}`, ...columns(setup).map(({ text }) => text)]),
  ];
  const notes = skipped.map((way) => `${wayName(way)}: not measured, ${way.why}`);
  return [...heading, ...aligned(rows), ...notes].join('\n');
}

interface Column {
  title: string;
  /** Higher is better. */
  speed: number;
  text: string;
}

function columns({ decode, prefill }: Setup): Column[] {
  const speed = ({ median }: Times) => 1000 / median;
  return [
    ...decode.map(({ context, ms }) => ({
      title: `tok/s at ${context}`,
      speed: speed(ms),
      text: speed(ms).toFixed(1),
    })),
    ...prefill.map(({ tokens, ms }) => ({
      title: `ms for ${tokens}`,
      speed: speed(ms),
      text: ms.median.toFixed(1),
    })),
  ];
}

function columnTitles([first]: Setup[]): string[] {
  return ['', 'dispatches', ...(first ? columns(first).map(({ title }) => title) : [])];
}

/** The value of the fastest setup in every column. */
function bestRow(name: string, setups: Setup[]): string[] {
  const best = setups
    .map(columns)
    .reduce((best, other) => best.map((column, i) => (other[i]!.speed > column.speed ? other[i]! : column)));
  return [`${name}: best`, '', ...best.map(({ text }) => text)];
}

function wayName({ runtime, weights, how }: Way): string {
  return `${runtime}, ${weights}, ${how}`;
}

function aligned(rows: string[][]): string[] {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows.map((row) =>
    row.map((text, i) => (i === 0 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!))).join('  '),
  );
}
