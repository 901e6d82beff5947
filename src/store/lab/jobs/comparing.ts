import { createStore } from 'zustand/vanilla';
import type { Peer } from '../../../peers/peer.ts';
import { attempt, type Failure, type Result, Refusal, refuse } from '../../../result.ts';
import { type Program, uniformProgram } from '../../../vocabulary/program.ts';
import { greedySettings } from '../../../vocabulary/sampling_settings.ts';
import type { Continuation, EngineApi, KnownReport, PeerComparison } from '../../../worker/api.ts';
import type { Engine } from '../../engine/engine.ts';
import type { JobProgress } from '../../engine/occupation.ts';

interface Compared {
  /** As it was connected when this was measured. */
  peer: Pick<Peer, 'label' | 'about' | 'model'>;
  promptTokens: number;
  /** Whether its tokenizer and chat template give the ids of this page; null where it does not say. */
  samePrompt: boolean | null;
}

/** Both engines were given the same ids. */
export interface ComparedByIds extends Compared {
  by: 'ids';
  /** What both say of this page's continuation. */
  onOurs: PeerComparison;
  /** The same of the peer's; null where it is the same continuation. */
  onTheirs: PeerComparison | null;
  /** How many tokens both continuations begin with alike. */
  alike: number;
  parted: boolean;
}

/** The peer says nothing of ids: both were given the same question. */
export interface ComparedByText extends Compared {
  by: 'text';
  here: string;
  there: string;
  /** How many characters both continuations begin with alike. */
  alike: number;
  parted: boolean;
}

export type PeerReport = ComparedByIds | ComparedByText;

export interface ComparingState {
  running: boolean;
  report: PeerReport | null;
  /** Stage by stage, by the reference: fused kernels have few stages to tell of. */
  stages: KnownReport | null;
  failure: Failure | null;
  /** Has both engines answer `question`, and each judge the other's tokens. Does nothing while it runs. */
  compare: (peer: Peer, question: string, tokens: number, program: Program) => Promise<void>;
  /** Has both engines run this page's continuation of `question`, and compares every stage. Does nothing while it runs. */
  compareStages: (peer: Peer, question: string, tokens: number) => Promise<void>;
}

/** How many candidates a server is asked for in every place; some tell of fewer. An engine in this page tells of all. */
const topOf = ({ host }: Peer) => (host === null ? 'all' : 256);

export function createComparing(engine: Engine) {
  return createStore<ComparingState>()((set, get) => {
    /** Runs a comparison, and shows what it found. */
    async function run<T>(
      work: (asked: Pick<Asked, 'api' | 'tell' | 'signal'>) => Promise<T>,
      found: (value: T) => Partial<ComparingState>,
    ): Promise<void> {
      if (get().running) return;
      set({ running: true, failure: null });
      const result = await engine
        .getState()
        .occupy('peer', (api, tell, signal) => attempt(() => work({ api, tell, signal })));
      if (result.ok) set({ running: false, ...found(result.value) });
      else set({ running: false, failure: result.failure.kind === 'stopped' ? null : result.failure });
    }

    engine.subscribe(({ model }, before) => {
      if (model !== before.model) set({ report: null, stages: null, failure: null });
    });
    return {
      running: false,
      report: null,
      stages: null,
      failure: null,
      compare: (peer, question, tokens, program) =>
        run(
          (asked) => compared({ ...asked, peer, question, tokens, program }),
          (report) => ({ report }),
        ),
      compareStages: (peer, question, tokens) =>
        run(
          (asked) => comparedByStage({ ...asked, peer, question, tokens, program: uniformProgram('reference') }),
          (stages) => ({ stages }),
        ),
    };
  });
}

interface Asked {
  api: EngineApi;
  peer: Peer;
  question: string;
  tokens: number;
  program: Program;
  tell: (progress: JobProgress) => void;
  signal: AbortSignal;
}

const chatOf = (question: string) => ({
  messages: [{ role: 'user' as const, content: question }],
  thinking: false,
});

/** Both engines run the same ids, and the peer's stages are held against this page's as known answers are. */
async function comparedByStage({ api, peer, question, tokens, program, tell, signal }: Asked): Promise<KnownReport> {
  tell({ doing: null, done: null });
  const { prompt, ids } = valueOf(await api.continueGreedily({ of: chatOf(question), tokens, program }));
  const file = valueOf(await peer.lab!.knownAnswers!([...prompt, ...ids], signal));
  return valueOf(await api.checkKnownAnswers({ file, name: peer.label, program }));
}

async function compared(asked: Asked): Promise<PeerReport> {
  const { api, peer, question, tokens, program, tell, signal } = asked;
  const done = (steps: number) => {
    if (signal.aborted) refuse('stopped', 'The comparison was stopped.');
    tell({ doing: null, done: steps / 5 });
  };
  done(0);
  const of = chatOf(question);
  const here = valueOf(await api.continueGreedily({ of, tokens, program }));
  done(1);
  const encoded = peer.encode && valueOf(await peer.encode(of));
  const common = {
    peer: { label: peer.label, about: peer.about, model: peer.model },
    promptTokens: here.prompt.length,
    samePrompt: encoded && encoded.join() === here.prompt.join(),
  };
  return peer.lab ? { ...common, ...(await byIds(asked, here, done)) } : { ...common, ...(await byText(asked, here)) };
}

type Without<Report extends PeerReport> = Omit<Report, keyof Compared>;

async function byIds(
  { api, peer, tokens, program, signal }: Asked,
  { prompt, ids }: Continuation,
  done: (steps: number) => void,
): Promise<Without<ComparedByIds>> {
  const there = valueOf(await peer.lab!.greedy(prompt, tokens, signal));
  done(2);
  const also = [...new Set([...ids, ...there])];
  const on = async (continued: readonly number[]) => {
    const all = [...prompt, ...continued];
    const rows = valueOf(await peer.lab!.rows(all, { first: prompt.length - 1, top: topOf(peer), also }, signal));
    return valueOf(await api.compareRows({ ids: all, rows, program }));
  };
  const onOurs = await on(ids);
  done(3);
  const alike = commonLength(ids, there);
  // One may end its turn with an id that it does not tell.
  const parted = alike < Math.min(ids.length, there.length);
  const onTheirs = parted ? await on(there) : null;
  return { by: 'ids', onOurs, onTheirs, alike, parted };
}

async function byText(
  { peer, question, tokens, signal }: Asked,
  { text: here }: Continuation,
): Promise<Without<ComparedByText>> {
  let there = '';
  const stop = () => peer.stop();
  signal.addEventListener('abort', stop);
  const asked = await peer.chat(
    {
      ...chatOf(question),
      sampling: greedySettings,
      maxTokens: tokens,
    },
    (event) => {
      if (event.type === 'text' && event.channel === 'answer') there += event.text;
    },
  );
  signal.removeEventListener('abort', stop);
  valueOf(asked);
  if (signal.aborted) refuse('stopped', 'The comparison was stopped.');
  const alike = commonLength(here, there);
  return { by: 'text', here, there, alike, parted: alike < Math.min(here.length, there.length) };
}

function commonLength(a: ArrayLike<unknown>, b: ArrayLike<unknown>): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at += 1) if (a[at] !== b[at]) return at;
  return shorter;
}

/** Refuses with what failed. */
function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Refusal(result.failure);
  return result.value;
}

export type Comparing = ReturnType<typeof createComparing>;
