/** What the page can ask of an engine that is not ours: types only. */
import type { Result } from '../result.ts';
import type {
  BenchReport,
  BenchRequest,
  ChatEvent,
  ChatRequest,
  ChatSummary,
  Conversed,
  LoadedModel,
  PeerRow,
} from '../worker/api.ts';

/** What a conversation has to know of the model that answers it. */
export interface ChatModel extends Pick<LoadedModel, 'recommended' | 'switchesThinking' | 'takesTools' | 'cannotChat'> {
  /** As an answer names it. */
  name: string;
  /** Of the checkpoint; empty where nobody knows the weights, as of a server. */
  hash: string;
  /** In tokens; Infinity where nobody says. */
  context: number;
  /** The longest context that the model can have. */
  maxPositions: number;
}

/** What a peer does not do of what a conversation can ask for: keys of `src/strings/peers`. */
export type Limit =
  | 'fewSettings'
  | 'noThinkingSwitch'
  | 'noTools'
  | 'toolsNeedFlag'
  | 'cutsSilently'
  | 'noCount'
  | 'noContinue'
  | 'noFormat'
  | 'noKernels'
  | 'ownSeeds';

/** Who can answer a conversation: our engine, or a peer. */
export interface Answers {
  chat: (request: ChatRequest, onEvent: (event: ChatEvent) => void) => Promise<Result<ChatSummary>>;
  /** Null where it cannot say: all of a conversation is then sent, and what is too long is refused. */
  countTokens: ((of: { text: string } | Conversed) => Promise<Result<number>>) | null;
}

/** Another engine that runs a model: one in this page, or a server. */
export interface Peer extends Answers {
  /** Tells it apart: its address, or its name. */
  readonly id: string;
  /** In the switch between engines: `vLLM`. */
  readonly label: string;
  /** Its version and place, in one line. */
  readonly about: string;
  /** Where a conversation is sent to; null for none: it stays in this page. */
  readonly host: string | null;
  readonly model: ChatModel;
  readonly limits: readonly Limit[];
  /** Ends the answer in progress. */
  stop: () => void;
  /** The ids of a text, or of a conversation by its own chat template; null where it cannot say. */
  readonly encode: ((of: { text: string } | Conversed) => Promise<Result<number[]>>) | null;
  /** Bytes that its weights take on this device; null where it is elsewhere. */
  readonly memory: number | null;
  /** How fast it is, until it is told to stop; null where it is elsewhere: a network would be measured. */
  readonly measure: ((request: PeerBenchRequest, signal: AbortSignal) => Promise<Result<PeerBench>>) | null;
  /** What the lab can ask; null where it says nothing of ids. */
  readonly lab: PeerLab | null;
  /** Lets go of all that it holds. */
  end: () => void;
}

export type PeerBenchRequest = Pick<BenchRequest, 'contexts' | 'prefills' | 'tokens'>;

export interface PeerBench {
  /** The median and the 10th percentile over windows of 16 tokens. */
  decode: Pick<BenchReport['decode'][number], 'context' | 'tokensPerSecond' | 'p10'>[];
  prefill: Pick<BenchReport['prefill'][number], 'tokens' | 'ms'>[];
}

export interface WantedRows {
  /** The first position; the last one is that of the last id but one. */
  first: number;
  /** How many of the likeliest. */
  top: number | 'all';
  /** Ids to tell of besides, where it can. */
  also: readonly number[];
}

export interface PeerLab {
  /** Runs `ids` and tells how likely others were in their places. */
  rows: (ids: readonly number[], wanted: WantedRows, signal: AbortSignal) => Promise<Result<PeerRow[]>>;
  /** Its own greedy continuation of `ids`, of at most so many tokens. */
  greedy: (ids: readonly number[], tokens: number, signal: AbortSignal) => Promise<Result<number[]>>;
  /** What it computes for `ids` in every stage that it can tell of, as a file of known answers; null where it tells of none. */
  knownAnswers: ((ids: readonly number[], signal: AbortSignal) => Promise<Result<Blob>>) | null;
}
