import { openKept } from '../library/open.ts';
import { openCheckpoint, type Checkpoint } from '../model/checkpoint/checkpoint.ts';
import { kvBytesPerToken } from '../model/sequence/kv_bytes.ts';
import { bytesInMemory } from '../model/weights/weight_choice.ts';
import type { CheckpointSummary } from '../lab/contract/loaded_model.ts';
import { refuse } from '../result.ts';
import { readTokenizerFiles } from '../tokenizer/files.ts';
import { openTokenizer } from '../tokenizer/isolated/isolated_encoder.ts';
import { hasTokenizer, whyNoChat, type Tokenizer } from '../tokenizer/tokenizer.ts';
import { type HubAccess, huggingFace } from '../vocabulary/hub_access.ts';
import type { CheckpointHandle, CheckpointLocation, Inspection } from './api.ts';

/** A checkpoint of which everything but the weights has been read. */
export interface InspectedCheckpoint {
  summary: CheckpointSummary;
  checkpoint: Checkpoint;
  /** Null without tokenizer.json or what it is made of. */
  tokenizer: Tokenizer | null;
  /** Ids that end an answer, by any of the files that name one. */
  eosIds: number[];
  /** Time that reading took. */
  readMs: number;
}

/** The checkpoints that may be loaded, by handle, so that their files are read and parsed once. */
export class InspectedCheckpoints {
  readonly #byHandle = new Map<CheckpointHandle, InspectedCheckpoint>();

  #hubAccess = huggingFace;

  constructor(private readonly open = openTokenizer) {}

  reachHub(access: HubAccess): void {
    this.#hubAccess = access;
  }

  /** Calls it `name`, or else after its place. Refuses as the source, the checkpoint's files and the tokenizer do. */
  async inspect(location: CheckpointLocation, name?: string): Promise<Inspection> {
    const read = await readSmallFiles(location, this.#hubAccess, this.open);
    const inspected = name === undefined ? read : { ...read, summary: { ...read.summary, name } };
    // Unique over workers: the page may still hold handles of one that crashed.
    const handle = crypto.randomUUID();
    this.#byHandle.set(handle, inspected);
    return { handle, summary: inspected.summary };
  }

  /** Refuses with `bad-request` a handle that was released. */
  get(handle: CheckpointHandle): InspectedCheckpoint {
    return this.#byHandle.get(handle) ?? refuse('bad-request', 'This checkpoint is no longer open: inspect it again.');
  }

  /** Its tokenizer, which the caller ends where nothing else needs it. */
  release(handle: CheckpointHandle): Tokenizer | null {
    const tokenizer = this.#byHandle.get(handle)?.tokenizer ?? null;
    this.#byHandle.delete(handle);
    return tokenizer;
  }
}

async function readSmallFiles(
  location: CheckpointLocation,
  access: HubAccess,
  open: typeof openTokenizer,
): Promise<InspectedCheckpoint> {
  const started = performance.now();
  const source = await openKept(location, access);
  const checkpoint = await openCheckpoint(source);
  const readFiles = () => readTokenizerFiles(checkpoint);
  const files = await readFiles();
  const { answerTags } = checkpoint.family;
  const tokenizer = hasTokenizer(files) ? await open(files, { readFiles, answerTags }) : null;
  if (tokenizer && tokenizer.largestId >= checkpoint.config.vocabSize) {
    tokenizer.end();
    refuse(
      'bad-checkpoint',
      `${files.tokenizer === null ? 'vocab.json' : 'tokenizer.json'}: has ids to ${tokenizer.largestId}, config.json a vocab_size of ${checkpoint.config.vocabSize}; take both from the same model`,
    );
  }
  return {
    summary: summarise(checkpoint, tokenizer, whyNoChat(tokenizer)),
    checkpoint,
    tokenizer,
    eosIds: [...new Set([...checkpoint.generation.eosTokenIds, ...(tokenizer?.endOfTurnIds ?? [])])],
    readMs: performance.now() - started,
  };
}

function summarise(checkpoint: Checkpoint, tokenizer: Tokenizer | null, cannotChat: string | null): CheckpointSummary {
  const { name, config, parameters, dtypes, weightBytes, generation } = checkpoint;
  return {
    name,
    config,
    parameters,
    dtypes,
    weightBytes,
    gpuBytes: bytesInMemory(checkpoint.weights, checkpoint.family),
    kvBytesPerToken: { f32: kvBytesPerToken(config, 'f32'), f16: kvBytesPerToken(config, 'f16') },
    recommended: generation.recommended,
    switchesThinking: tokenizer?.heeds.thinking ?? false,
    takesTools: tokenizer?.heeds.tools ?? false,
    cannotChat,
  };
}
