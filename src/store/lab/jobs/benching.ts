import { createStore } from 'zustand/vanilla';
import type { Failure } from '../../../result.ts';
import type { RecordedBench } from '../../../findings/format/bench.ts';
import type { BenchReport, BenchRequest } from '../../../worker/api.ts';
import type { Peer, PeerBench } from '../../../peers/peer.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Peers } from '../../peers/peers.ts';
import { rowsAs } from '../../engine/occupation.ts';

interface BenchedPeer extends Pick<Peer, 'label' | 'about' | 'memory'> {
  measured: PeerBench;
}

export interface BenchingState {
  running: boolean;
  /** While a benchmark runs: what it has measured so far. */
  measured: BenchReport | null;
  /** The benchmark of the model that is loaded now. */
  bench: RecordedBench | null;
  /** The same of the peers in this page. */
  beside: readonly BenchedPeer[];
  failure: Failure | null;
  /** Does nothing while a benchmark runs. */
  run: (request: BenchRequest) => Promise<void>;
}

export function createBenching(engine: Engine, peers: Peers) {
  return createStore<BenchingState>()((set, get) => {
    engine.subscribe(({ model }, before) => {
      if (model !== before.model) set({ bench: null, beside: [], failure: null });
    });
    return {
      running: false,
      measured: null,
      bench: null,
      beside: [],
      failure: null,
      async run(request) {
        if (get().running) return;
        set({ running: true, measured: null, failure: null });
        const result = await engine.getState().occupy('benchmark', async (api, tell, signal) => {
          const told = rowsAs(tell);
          const own = await api.bench(request, (progress) => {
            told(progress);
            set({ measured: progress.measured });
          });
          if (!own.ok) return own;
          const beside: BenchedPeer[] = [];
          for (const { label, about, memory, measure } of peers.getState().peers) {
            if (!measure) continue;
            tell({ doing: label, done: null });
            const measured = await measure(request, signal);
            if (!measured.ok) return measured;
            beside.push({ label, about, memory, measured: measured.value });
          }
          return { ok: true as const, value: { report: own.value, beside } };
        });
        if (result.ok)
          set({ running: false, bench: { request, report: result.value.report }, beside: result.value.beside });
        else set({ running: false, failure: result.failure.kind === 'stopped' ? null : result.failure });
      },
    };
  });
}

export type Benching = ReturnType<typeof createBenching>;
