import { randomWord } from '../../model/sampling/random.ts';
import type { Session } from '../../model/sequence/session.ts';
import { Refusal, type FailureKind } from '../../result.ts';
import { callWitness } from '../../witness/witness.ts';
import type { ReferenceCheck } from '../contract/reference.ts';
import type { Model } from '../model.ts';
import { Examination } from './examination.ts';
import { referenceStages } from './stages.ts';

/** Tokens that run at once. */
const maxTokens = 12;

/** How reading a checkpoint again fails, when it did not the first time. */
const unreadable: ReadonlySet<FailureKind> = new Set([
  'unreachable',
  'changed',
  'bad-checkpoint',
  'no-storage',
  'disk-full',
]);

/** What is random in examining a model: the same each time, so that whoever examines it again sees the same. */
export function seedOf(hash: string): number {
  return Number.parseInt(hash.slice(0, 8), 16);
}

/**
 * Holds the reference to float64: the embedding, two layers and rows of the logits, each stage computed again from the
 * checkpoint's bytes and the reference's own inputs. Nothing in it depends on the shaders. `session` has logits of every row. Refuses with
 * `stopped`.
 */
export async function examineReference(
  model: Model,
  session: Session,
  tokens: readonly number[],
  signal: AbortSignal,
): Promise<ReferenceCheck> {
  const { config, hash, weights, cache } = model.info;
  const seed = seedOf(hash);
  const ids = tokens.slice(0, Math.min(maxTokens, session.options.chunk));
  const layers = config.layers > 1 ? [0, 1 + (randomWord(seed, 0) % (config.layers - 1))] : [0];
  const seen = await referenceStages(session, ids, layers, signal);
  const witness = callWitness();
  const started = performance.now();
  try {
    const subject = { checkpoint: model.checkpoint, choice: weights.choice, cacheType: cache.type };
    const stages = await new Examination(subject, seen, witness, seed, signal).run(ids, layers);
    const report = { seed, tokens: ids.length, layers, stages, ms: performance.now() - started };
    return { status: 'examined', report };
  } catch (error) {
    if (error instanceof Refusal && unreadable.has(error.failure.kind)) {
      return { status: 'unread', reason: error.failure.message };
    }
    throw error;
  } finally {
    witness.end();
  }
}
