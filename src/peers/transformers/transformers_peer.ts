import type { Started, TransformersApi, VocabularyRow } from '../../transformers/contract.ts';
import type { Result } from '../../result.ts';
import type { ChatModel, Peer, PeerLab } from '../peer.ts';

export const transformersId = 'transformers.js';

const devices = { wasm: 'WASM', webgpu: 'WebGPU' };

interface Parts {
  api: TransformersApi;
  started: Started;
  model: ChatModel;
  knownAnswers: PeerLab['knownAnswers'];
  /** Ends its worker. */
  end: () => void;
}

/** transformers.js, once it has started, as an engine that can answer. */
export function transformersPeer({ api, started, model, knownAnswers, end }: Parts): Peer {
  const { version, runtime, device } = started;
  /** Ends what the worker does once `signal` is aborted. */
  async function until<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
    const stop = () => void api.stop();
    signal.addEventListener('abort', stop);
    return work.finally(() => signal.removeEventListener('abort', stop));
  }
  return {
    id: transformersId,
    label: 'transformers.js',
    about: `transformers.js ${version}, ONNX Runtime ${runtime}, ${devices[device]}`,
    host: null,
    model: { ...model, name: `${model.name}, transformers.js` },
    limits: ['noFormat', 'noKernels'],
    chat: (request, onEvent) => api.chat(request, onEvent),
    async countTokens(of) {
      const ids = await api.encode(of);
      return ids.ok ? { ok: true, value: ids.value.length } : ids;
    },
    encode: (of) => api.encode(of),
    lab: {
      rows: async (ids, { first }, signal) => rowsOf(await until(signal, api.rows(ids, first))),
      greedy: (ids, tokens, signal) => until(signal, api.greedy(ids, tokens)),
      knownAnswers,
    },
    memory: started.weightBytes,
    measure: (request, signal) => until(signal, api.measure(request)),
    stop: () => void api.stop(),
    end,
  };
}

function rowsOf(found: Result<VocabularyRow[]>) {
  if (!found.ok) return found;
  return { ok: true as const, value: found.value.map((row) => ({ ...row, ids: null, ceiling: 0 })) };
}
