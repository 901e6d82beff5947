import type { Gpu } from '../../src/gpu/device.ts';
import { openCheckpoint } from '../../src/model/checkpoint/checkpoint.ts';
import { openSource } from '../../src/model/checkpoint/sources/open.ts';
import { Session } from '../../src/model/sequence/session.ts';
import { uploadWeights } from '../../src/model/weights/weights.ts';
import { placeholderPrompt } from '../../src/vocabulary/placeholder_prompt.ts';

const { signal } = new AbortController();

/** A session of its own over the checkpoint at `base`, and ids that fill its context, spread over the vocabulary. */
export async function withSession<T>(
  gpu: Gpu,
  base: string,
  tokens: number,
  chunk: number,
  work: (session: Session, ids: number[]) => Promise<T>,
): Promise<T> {
  const checkpoint = await openCheckpoint(openSource({ kind: 'url', base: new URL(base, location.href).href }));
  const { config } = checkpoint;
  const options = { choice: 'stored' as const, maxBindingBytes: 2 ** 30, signal, onBytes: () => {} };
  const { weights, destroy } = await uploadWeights(gpu, checkpoint, options);
  const session = await Session.create(
    gpu,
    { config, weights, cacheType: 'f32' },
    { context: tokens, chunk, logits: 'last' },
  );
  try {
    return await work(session, placeholderPrompt(tokens, config.vocabSize));
  } finally {
    session.destroy();
    destroy();
  }
}
