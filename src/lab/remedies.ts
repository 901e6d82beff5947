import type { Gpu } from '../gpu/device.ts';
import { formatOf } from '../kernels/formats/formats.ts';
import { onlyPiece, type Weight } from '../kernels/operands.ts';
import { generate } from '../model/sequence/generate.ts';
import type { Program } from '../vocabulary/program.ts';
import { Session } from '../model/sequence/session.ts';
import { divergence } from '../numerics/divergence.ts';
import { rebalance, type QkGains } from '../numerics/gains/rebalance.ts';
import { refuse } from '../result.ts';
import { refuseIfStopped } from './diagnose/stopped.ts';
import { passModel, type Model } from './model.ts';
import { promptTokens } from './prompt.ts';
import type { RemediesRequest, RemedyName, TriedRemedy } from './contract/remedies.ts';
import { greedySettings } from '../vocabulary/sampling_settings.ts';
import { observe } from '../model/observe/observe.ts';

/** Tokens in a batch, each with its logits. */
const chunk = 32;

/** Larger gains are commonly called extreme, and clamped. */
const limit = 10;

const remedies: Record<RemedyName, (gains: QkGains, isExact: (value: number) => boolean) => QkGains> = {
  rebalance,
  clamp: ({ qNorm, kNorm }) => ({ qNorm, kNorm: kNorm.map((gain) => Math.max(-limit, Math.min(limit, gain))) }),
  scale({ qNorm, kNorm }) {
    const excess = Math.max(1, largest(kNorm) / limit);
    return { qNorm, kNorm: kNorm.map((gain) => gain / excess) };
  },
};

/**
 * Applies each remedy to the K-norm gains of the loaded model, and compares logits and greedy tokens with those before. The
 * gains are restored whatever happens. Refuses with `stopped`, `bad-request`, `no-tokenizer` or `out-of-memory`.
 */
export async function tryRemedies(
  gpu: Gpu,
  model: Model,
  request: RemediesRequest,
  signal: AbortSignal,
): Promise<TriedRemedy[]> {
  const { info, weights, gains } = model;
  const prompt = await promptTokens(model, request.prompt);
  const context = prompt.length + request.tokens;
  if (context > info.config.maxPositions) {
    refuse('bad-request', `${context} tokens: the model has ${info.config.maxPositions} positions; ask for fewer.`);
  }
  const session = await Session.create(gpu, passModel(model), {
    context,
    chunk: Math.min(chunk, context),
    logits: 'every',
  });
  const apply = (of: (gains: QkGains, isExact: (value: number) => boolean) => QkGains) =>
    gains.layers.map((own, layer) => {
      const { qNorm, kNorm } = weights.layers[layer]!;
      const next = of(own, (value) => isExact(value, kNorm) && isExact(value, qNorm));
      write(gpu, qNorm, next.qNorm);
      write(gpu, kNorm, next.kNorm);
      return largest(next.kNorm);
    });
  try {
    const { program } = request;
    const said = await continued(session, request, prompt, signal);
    const before = await logitsOf(session, program, said, signal);
    const { vocabSize } = info.config;
    /** The logits that chose the tokens after the prompt. */
    const chosen = (logits: Float32Array) =>
      rowsOf(logits.subarray((prompt.length - 1) * vocabSize, (said.length - 1) * vocabSize), vocabSize);
    const tried: TriedRemedy[] = [];
    for (const name of Object.keys(remedies) as RemedyName[]) {
      const largestByLayer = apply(remedies[name]);
      const after = await logitsOf(session, program, said, signal);
      tried.push({
        name,
        largest: largestByLayer,
        equal: equalBits(before, after),
        logits: before.length,
        divergence: divergence(before, after, vocabSize),
        sameTokens: sameChoices(chosen(before), chosen(after)),
        tokens: request.tokens,
      });
    }
    return tried;
  } finally {
    apply((own) => own);
    session.destroy();
  }
}

/** The prompt and the greedy tokens after it, whether or not they end a turn. */
async function continued(
  session: Session,
  { program, tokens }: RemediesRequest,
  prompt: readonly number[],
  signal: AbortSignal,
): Promise<number[]> {
  await session.prefill(await session.programs.prepare(program), prompt, signal);
  const ids = [...prompt];
  const generation = { program: () => program, sampling: greedySettings, eosIds: [], maxTokens: tokens, signal };
  await generate(session, generation, ({ id }) => void ids.push(id));
  refuseIfStopped(signal);
  return ids;
}

/** [tokens, vocabulary] */
async function logitsOf(
  session: Session,
  program: Program,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<Float32Array> {
  session.rewind(0);
  const parts: Float32Array[] = [];
  const isLogits = ({ stage }: { stage: string }) => stage === 'logits';
  for await (const { values } of observe(session, await session.programs.prepare(program), ids, isLogits)) {
    refuseIfStopped(signal);
    parts.push(values);
  }
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function rowsOf(logits: Float32Array, vocabulary: number): Float32Array[] {
  return Array.from({ length: logits.length / vocabulary }, (_, row) =>
    logits.subarray(row * vocabulary, (row + 1) * vocabulary),
  );
}

/** How many rows have the same largest logit before the first that has not: a greedy answer is the same that far. */
function sameChoices(before: readonly Float32Array[], after: readonly Float32Array[]): number {
  const first = before.findIndex((row, n) => argmax(row) !== argmax(after[n]!));
  return first < 0 ? before.length : first;
}

function argmax(row: Float32Array): number {
  return row.reduce((top, value, id) => (value > row[top]! ? id : top), 0);
}

function equalBits(a: Float32Array, b: Float32Array): number {
  const [x, y] = [a, b].map((values) => new Uint32Array(values.buffer));
  return x!.reduce((sum, word, i) => sum + (word === y![i] ? 1 : 0), 0);
}

/** Whether a norm's format holds an f32 as it is. */
function isExact(value: number, { type }: Weight): boolean {
  const { encode, decode } = formatOf(type);
  return Number.isFinite(value) && decode(encode([value]), 1)[0] === value;
}

function write(gpu: Gpu, weight: Weight, gains: Float32Array): void {
  const { buffer, offset, size } = onlyPiece(weight);
  const bytes = new Uint8Array(size);
  bytes.set(formatOf(weight.type).encode(gains));
  gpu.device.queue.writeBuffer(buffer, offset, bytes);
}

function largest(gains: Float32Array): number {
  return gains.reduce((max, gain) => Math.max(max, Math.abs(gain)), 0);
}
