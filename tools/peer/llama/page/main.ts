import { Wllama } from '@wllama/wllama';
import wasm from '@wllama/wllama/esm/wasm/wllama.wasm?url';
import type { Completion, LlamaPage, LoadRequest } from '../contract.ts';

let llama: Wllama | null = null;

/** As llama.cpp's server answers; wllama's types leave out the ids. */
interface ServedToken {
  id: number;
  logprob: number;
  top_logprobs: { id: number; logprob: number }[];
}

async function load({ files, context, onGpu }: LoadRequest): Promise<void> {
  await llama?.exit();
  llama = new Wllama({ default: new URL(wasm, document.baseURI).href }, { suppressNativeLog: true });
  llama.setCompat(null); // otherwise it asks a CDN for a build for other browsers
  const blobs = await Promise.all(files.map(async (file) => (await fetch(file)).blob()));
  await llama.loadModel(blobs, {
    n_ctx: context,
    n_batch: context,
    n_threads: 1,
    n_gpu_layers: onGpu ? 999 : 0,
    n_parallel: 1,
    cache_type_k: 'f32',
    cache_type_v: 'f32',
    flash_attn: false,
    warmup: false,
  });
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
  return {
    promptTokens: answer.usage?.prompt_tokens ?? 0,
    tokens: content.map(({ id, top_logprobs }) => {
      const sorted = top_logprobs.toSorted((a, b) => a.id - b.id);
      return { id, candidates: sorted.map((each) => each.id), logprobs: sorted.map((each) => each.logprob) };
    }),
    timings: answer.timings ? { promptMs: answer.timings.prompt_ms, decodeMs: answer.timings.predicted_ms } : null,
  };
}

const page: LlamaPage = { load, complete };
window.llama = page;
