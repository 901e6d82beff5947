import type { CacheKind, Environment, FloatType, Measurement, Model, Spread, WeightFormat } from './job.ts';

/** One model with one kind of cache. */
export interface Setup extends Omit<Model, 'layers'>, Measurement {
  activations: FloatType;
}

/** The tool's JSON output. */
export interface PeerReport {
  version: 1;
  runtime: { name: 'onnxruntime-web'; version: string };
  /** Name and version. */
  browser: string;
  adapter: Environment['adapter'];
  driver: string | null;
  shape: { name: 'qwen3-0.6b'; layers: number };
  setups: Setup[];
  /** The models that were not measured, each with the reason. */
  skipped: (Model & { why: string })[];
}

const weightNames: Record<WeightFormat, string> = { q4: '4-bit, blocks of 32', f16: 'dense f16' };
const cacheTitles: Record<CacheKind, string> = { growing: 'growing cache', shared: 'shared cache' };

/** The report as a table for people: the best value of every column, then every setup. */
export function peerTable({ runtime, browser, adapter, driver, shape, setups, skipped }: PeerReport): string {
  const gpu = [...new Set([adapter.description, adapter.vendor, adapter.architecture, adapter.device])];
  const heading = [
    `onnxruntime-web ${runtime.version}, WebGPU, ${shape.name} with ${shape.layers} layers, random weights`,
    `${gpu.filter(Boolean).join(', ') || 'unnamed adapter'}${driver ? `, driver ${driver}` : ''}, ${browser}`,
  ];
  const formats = [...new Set(setups.map(({ weights }) => weights))];
  const rows = [
    columnTitles(setups),
    ...formats.map((format) => bestRow(format, setups)),
    ...setups.map((setup) => [setupName(setup), String(setup.dispatches), ...columns(setup).map(({ text }) => text)]),
  ];
  const notes = skipped.map(({ weights, output, why }) => `${weightNames[weights]}, ${output}: not measured, ${why}`);
  return [...heading, ...aligned(rows), ...notes].join('\n');
}

interface Column {
  title: string;
  /** Higher is better. */
  speed: number;
  text: string;
}

function columns({ decode, prefill }: Measurement): Column[] {
  const speed = ({ median }: Spread) => 1000 / median;
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
function bestRow(format: WeightFormat, setups: Setup[]): string[] {
  const candidates = setups.filter(({ weights }) => weights === format).map(columns);
  const best = candidates.reduce((best, other) =>
    best.map((column, i) => (other[i]!.speed > column.speed ? other[i]! : column)),
  );
  return [`${weightNames[format]}: best`, '', ...best.map(({ text }) => text)];
}

function setupName({ weights, accuracyLevel, output, cache, activations }: Setup): string {
  const level = weights === 'q4' ? `, accuracy level ${accuracyLevel}` : '';
  return `${weightNames[weights]}${level}, ${activations}, ${output}, ${cacheTitles[cache]}`;
}

function aligned(rows: string[][]): string[] {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows.map((row) =>
    row.map((text, i) => (i === 0 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!))).join('  '),
  );
}
