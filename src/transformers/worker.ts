import { expose, transfer } from 'comlink';
import { openKept } from '../library/open.ts';
import { openCheckpoint } from '../model/checkpoint/checkpoint.ts';
import { sample } from '../model/sampling/sampler.ts';
import { stagesOf } from '../onnx/decoder.ts';
import { textModel } from '../onnx/text_model.ts';
import { attempt, refuse } from '../result.ts';
import { hasTokenizer } from '../tokenizer/tokenizer.ts';
import { missingTokenizer } from '../tokenizer/missing.ts';
import { readTokenizerFiles } from '../tokenizer/files.ts';
import { createTrustedTypesPolicy } from '../trusted_types.ts';
import { greedySettings } from '../vocabulary/sampling_settings.ts';
import { answer, type Answering } from './answer.ts';
import type { Started, StartProgress, StartRequest, TransformersApi, VocabularyRow } from './contract.ts';
import { Decoder } from './decoder.ts';
import { knownAnswers } from './known_answers.ts';
import { openLibrary, type Library } from './library.ts';
import { logProbabilities } from './log_probabilities.ts';
import { measure } from './measure.ts';
import { Prompts } from './prompts.ts';
import { tensorReader } from './tensor_reader.ts';

createTrustedTypesPolicy();

/** Set by `start`. */
let opened: (Answering & { vocabSize: number; library: Library; stages: readonly string[] }) | null = null;

async function start(
  { location, hub, choice, device, context, stages: tellsStages }: StartRequest,
  onProgress: (progress: StartProgress) => void,
): Promise<Started> {
  const begun = performance.now();
  const checkpoint = await openCheckpoint(await openKept(location, hub));
  const files = await readTokenizerFiles(checkpoint);
  if (!hasTokenizer(files)) refuse('no-tokenizer', missingTokenizer);
  const totalBytes = 4 * checkpoint.parameters;
  const { signal } = new AbortController(); // The page ends this worker instead.
  const stages = tellsStages ? stagesOf(checkpoint.config.layers) : [];
  const graph = textModel(checkpoint.config, context, tensorReader(checkpoint, choice, signal), stages);
  const externalData: { path: string; data: Uint8Array }[] = [];
  let bytes = 0;
  for (const { path, make } of graph.externalData) {
    onProgress({ stage: 'weights', bytes, totalBytes });
    const data = await make();
    externalData.push({ path, data });
    bytes += data.byteLength;
  }
  onProgress({ stage: 'session', bytes: totalBytes, totalBytes });
  const library = await openLibrary({ text: checkpoint.text, graph: graph.bytes, externalData }, device);
  const { model, tokenizer, versions } = library;
  const prompts = new Prompts(files, checkpoint.family.answerTags, tokenizer);
  const eosIds = [...new Set([...checkpoint.generation.eosTokenIds, ...prompts.endOfTurnIds])];
  const { vocabSize } = checkpoint.config;
  opened = { decoder: new Decoder(model), prompts, eosIds, context, vocabSize, library, stages };
  return {
    version: versions.library,
    runtime: versions.runtime,
    device,
    ...prompts.compare(),
    weightBytes: totalBytes,
    startMs: performance.now() - begun,
  };
}

async function rows(ids: readonly number[], first: number): Promise<VocabularyRow[]> {
  const { decoder } = opened!;
  const found: VocabularyRow[] = [];
  await decoder.restart();
  const known = ids.slice(0, -1);
  const last = await decoder.run(known, {
    from: first,
    onRows(logits, count, position) {
      const width = logits.length / count;
      for (let row = 0; row < count; row += 1) {
        const logprobs = logProbabilities(logits.subarray(row * width, (row + 1) * width));
        found.push({ position: position + row, logprobs });
      }
    },
  });
  if (!last) refuse('stopped', 'The comparison was stopped.');
  return found;
}

async function greedy(ids: readonly number[], tokens: number): Promise<number[]> {
  const { decoder, eosIds, context } = opened!;
  const all = [...ids];
  await decoder.begin(all);
  for (let last = 0; all.length < Math.min(ids.length + tokens, context) && !eosIds.includes(last);) {
    const logits = (await decoder.run(all)) ?? refuse('stopped', 'The comparison was stopped.');
    last = sample(logits, greedySettings, all, 0);
    all.push(last);
  }
  return all.slice(ids.length);
}

const transformers: TransformersApi = {
  start: (request, onProgress) => attempt(() => start(request, onProgress)),
  encode: (of) => attempt(() => opened!.prompts.encode(of)),
  async chat(request, onEvent) {
    let delivered: unknown;
    const result = await attempt(() => answer(opened!, request, (event) => (delivered = onEvent(event))));
    // Events have a port of their own: the last one may still be under way.
    await delivered;
    return result;
  },
  async rows(ids, first) {
    const found = await attempt(() => rows(ids, first));
    return found.ok
      ? transfer(
          found,
          found.value.map(({ logprobs }) => logprobs.buffer),
        )
      : found;
  },
  greedy: (ids, tokens) => attempt(() => greedy(ids, tokens)),
  knownAnswers: (ids) => attempt(() => knownAnswers(opened!.library, ids, opened!.stages)),
  measure: ({ contexts, prefills, tokens }) =>
    attempt(() => {
      const { decoder, vocabSize, context: room } = opened!;
      return measure(decoder, vocabSize, {
        contexts: contexts.filter((context) => context + tokens <= room),
        prefills: prefills.filter((prefill) => prefill <= room),
        tokens,
      });
    }),
  stop: () => attempt(() => opened?.decoder.stop()),
};

expose(transformers);
