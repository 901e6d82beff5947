import { Wllama, type WllamaConfig } from '@wllama/wllama';
import wasm from '@wllama/wllama/esm/wasm/wllama.wasm?url';
import type { Completion, LlamaPage, LoadRequest } from '../contract.ts';

let llama: Wllama | null = null;

/** As llama.cpp's server answers; wllama's types leave out the ids. */
interface ServedToken {
  id: number;
  logprob: number;
  top_logprobs: { id: number; logprob: number }[];
}

/** What llama.cpp's log says of the device that holds keys and values, which is the one it runs on. */
const deviceLine = /llama_kv_cache:\s+(\S+) KV buffer size/;

async function load({ files, context, onGpu, threads, cache, flashAttention }: LoadRequest): Promise<string> {
  await llama?.exit();
  let device = '';
  const hear = (...lines: unknown[]) => (device = deviceLine.exec(lines.join(' '))?.[1] ?? device);
  const logger = { debug: hear, log: hear, warn: hear, error: hear } satisfies WllamaConfig['logger'];
  llama = new Wllama({ default: new URL(wasm, document.baseURI).href }, { logger });
  llama.setCompat(null); // otherwise it asks a CDN for a build for other browsers
  const blobs = await Promise.all(files.map(async (file) => (await fetch(file)).blob()));
  await llama.loadModel(blobs, {
    n_ctx: context,
    n_batch: context,
    n_threads: threads,
    n_gpu_layers: onGpu ? 999 : 0,
    n_parallel: 1,
    cache_type_k: cache,
    cache_type_v: cache,
    flash_attn: flashAttention,
    warmup: false,
  });
  return device;
}

async function complete(prompt: string, maxTokens: number, candidates: number): Promise<Completion> {
  const answer = await llama!.createCompletion({
    prompt,
    max_tokens: maxTokens,
    temperature: 0,
    logprobs: candidates,
    cache_prompt: false,
  } as Parameters<Wllama['createCompletion']>[0] & { stream?: false });
  const content = (answer.choices[0]!.logprobs as unknown as { content: ServedToken[] } | null)?.content ?? [];
  const { prompt_ms: promptMs, predicted_ms: decodeMs, predicted_n: decoded } = answer.timings!;
  return {
    promptTokens: answer.usage?.prompt_tokens ?? 0,
    tokens: content.map(({ id, top_logprobs }) => {
      const sorted = top_logprobs.toSorted((a, b) => a.id - b.id);
      return { id, candidates: sorted.map((each) => each.id), logprobs: sorted.map((each) => each.logprob) };
    }),
    timings: { promptMs, decodeMs, decoded },
  };
}

const page: LlamaPage = { version: Wllama.getLibllamaVersion(), load, complete };
window.llama = page;
