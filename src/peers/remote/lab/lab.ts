import { attempt } from '../../../result.ts';
import type { PeerLab, WantedRows } from '../../peer.ts';
import type { PeerRow } from '../../../worker/api.ts';
import type { Server } from '../ask.ts';
import type { DialectName } from '../dialect.ts';
import { llamaServerLab } from './llama_server.ts';
import { sglangLab } from './sglang.ts';
import { vllmLab } from './vllm.ts';

/** What a server can be asked of ids. Its methods refuse as `ask` does. */
export interface ServerLab {
  rows: (ids: readonly number[], wanted: WantedRows, signal: AbortSignal) => Promise<PeerRow[]>;
  greedy: (ids: readonly number[], tokens: number, signal: AbortSignal) => Promise<number[]>;
}

const labs: Partial<Record<DialectName, (server: Server, model: string) => ServerLab>> = {
  vllm: vllmLab,
  sglang: sglangLab,
  'llama-server': llamaServerLab,
};

/** Null where a server says nothing of ids, as Ollama. */
export function labOf(server: Server, dialect: DialectName, model: string): PeerLab | null {
  const lab = labs[dialect]?.(server, model);
  if (!lab) return null;
  return {
    rows: (...asked) => attempt(() => lab.rows(...asked)),
    greedy: (...asked) => attempt(() => lab.greedy(...asked)),
    knownAnswers: null,
  };
}
