/** The engine's worker without the app around it: tests call it by its contract and get its events as lists. */
import { proxy, wrap } from 'comlink';
import type {
  ChatEvent,
  ChatRequest,
  ChatSummary,
  Diagnosis,
  DiagnosisRequest,
  CheckpointLocation,
  EngineApi,
  LoadedModel,
  LoadOptions,
  TraceReport,
  TraceRequest,
} from '../../src/worker/api.ts';
import type { Result } from '../../src/result.ts';

const worker = new Worker(new URL('../../src/worker/main.ts', import.meta.url), { type: 'module', name: 'engine' });
const engine = wrap<EngineApi>(worker);

/** Comlink waits for ever for a worker that did not start or that died. */
const crashed = new Promise<never>((_, reject) => {
  worker.addEventListener('error', ({ message }) => reject(new Error(`the engine's worker crashed: ${message}`)));
});

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
  const loaded = await engine.load(handle, options, ignored);
  await engine.release(handle);
  return loaded;
}

/** `wanted` names the tensors that come along; null for all that the program leaves. */
async function trace(
  request: TraceRequest,
  wanted: readonly string[] | null,
): Promise<{ result: Result<TraceReport>; tensors: WholeTensor[] }> {
  const parts = new Map<string, { shape: number[]; rows: Float32Array[] }>();
  const result = await engine.trace(
    request,
    proxy(async ({ name, firstRow, shape, data }) => {
      if (wanted && !wanted.includes(name)) return;
      const tensor = parts.get(name) ?? { shape, rows: [] };
      parts.set(name, tensor);
      const width = shape.reduce((product, extent) => product * extent, 1);
      const before = tensor.rows.reduce((sum, rows) => sum + rows.length, 0) / width;
      if (firstRow !== before) throw new Error(`${name} came from row ${firstRow} on, expected from ${before}`);
      tensor.rows.push(data);
    }),
  );
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
  const result = await engine.chat(
    request,
    proxy((event) => void events.push(event)),
  );
  return { result, events };
}

const diagnose = (request: DiagnosisRequest): Promise<Result<Diagnosis>> => engine.diagnose(request, ignored);

const ignored = proxy(() => {});

/** Every call fails when the worker crashes. */
function guarded<A extends unknown[], T>(call: (...given: A) => Promise<T>): (...given: A) => Promise<T> {
  return (...given) => Promise.race([call(...given), crashed]);
}

const harness = {
  load: guarded(load),
  trace: guarded(trace),
  chat: guarded(chat),
  diagnose: guarded(diagnose),
};

declare global {
  interface Window {
    harness: typeof harness;
  }
}

window.harness = harness;
