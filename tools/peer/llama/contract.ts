/** The contract between a page that runs llama.cpp and the tools and tests that drive it. */

export interface LoadRequest {
  /** URLs of a GGUF file or its parts. */
  files: string[];
  /** Tokens. */
  context: number;
  /** Where its WebGPU backend takes the adapter; else on the CPU. */
  onGpu: boolean;
  /** Of the CPU. More than one needs a page that is isolated from other origins. */
  threads: number;
  /** The type of keys and values. */
  cache: 'f32' | 'f16';
  flashAttention: boolean;
}

export interface Completion {
  promptTokens: number;
  /** The most likely token each time, and log-probabilities by id. Empty without candidates. */
  tokens: { id: number; candidates: number[]; logprobs: number[] }[];
  /** By llama.cpp's own clock: reading the prompt and sampling a first token, and then the others. */
  timings: { promptMs: number; decodeMs: number; decoded: number };
}

export interface LlamaPage {
  /** Of llama.cpp, such as `b6327-4d74393`. */
  version: string;
  /** @returns llama.cpp's name of what the model runs on, such as `CPU` */
  load(request: LoadRequest): Promise<string>;
  complete(prompt: string, maxTokens: number, candidates: number): Promise<Completion>;
}

declare global {
  interface Window {
    /** Set by the page. */
    llama: LlamaPage;
  }
}
