/** The engine's worker without the app around it: tests call it through its contract and get its events as lists. */
import type { Result } from '../../src/result.ts';
import { createTrustedTypesPolicy } from '../../src/trusted_types.ts';
import { connect, startWorker } from '../../src/store/engine/client.ts';
import type {
  ChatEvent,
  ChatRequest,
  ChatSummary,
  CheckpointLocation,
  LoadedModel,
  LoadOptions,
  TraceReport,
  TraceRequest,
} from '../../src/worker/api.ts';

createTrustedTypesPolicy();
const { api: engine } = connect(startWorker());

/** A traced tensor with all its rows together. */
export interface WholeTensor {
  name: string;
  /** [rows, ...shape of a row]. */
  shape: number[];
  data: Float32Array;
}

async function load(location: CheckpointLocation, options: LoadOptions): Promise<Result<LoadedModel>> {
  const opened = await engine.open();
  if (!opened.ok) return opened;
  const inspected = await engine.inspect(location);
  if (!inspected.ok) return inspected;
  const { handle } = inspected.value;
  const loaded = await engine.load(handle, options, () => {});
  await engine.release(handle);
  return loaded;
}

/** `wanted` names the tensors that come along; null for all that the program writes. */
async function trace(
  request: TraceRequest,
  wanted: readonly string[] | null,
): Promise<{ result: Result<TraceReport>; tensors: WholeTensor[] }> {
  const parts = new Map<string, { shape: number[]; rows: Float32Array[] }>();
  const result = await engine.trace(request, async ({ name, firstRow, shape, data }) => {
    if (wanted && !wanted.includes(name)) return;
    const tensor = parts.get(name) ?? { shape, rows: [] };
    parts.set(name, tensor);
    const width = shape.reduce((product, extent) => product * extent, 1);
    const before = tensor.rows.reduce((sum, rows) => sum + rows.length, 0) / width;
    if (firstRow !== before) throw new Error(`${name} came from row ${firstRow} on, expected from ${before}`);
    tensor.rows.push(data);
  });
  const tensors = [...parts].map(([name, { shape, rows }]) => {
    const data = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of rows) {
      data.set(part, at);
      at += part.length;
    }
    const width = shape.reduce((product, extent) => product * extent, 1);
    return { name, shape: [data.length / width, ...shape], data };
  });
  return { result, tensors };
}

async function chat(request: ChatRequest): Promise<{ result: Result<ChatSummary>; events: ChatEvent[] }> {
  const events: ChatEvent[] = [];
  const result = await engine.chat(request, (event) => void events.push(event));
  return { result, events };
}

const harness = { engine, load, trace, chat };

declare global {
  interface Window {
    harness: typeof harness;
  }
}

window.harness = harness;
