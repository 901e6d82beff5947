/** The contract between a page that runs llama.cpp and the tools and tests that drive it. */

export interface LoadRequest {
  /** URLs of a GGUF file or its parts. */
  files: string[];
  /** Tokens. */
  context: number;
  /** On WebGPU; otherwise on one thread of the CPU. */
  onGpu: boolean;
}

export interface Completion {
  promptTokens: number;
  /** The most likely token each time, and log-probabilities by id. */
  tokens: { id: number; candidates: number[]; logprobs: number[] }[];
  timings: { promptMs: number; decodeMs: number } | null;
}

export interface LlamaPage {
  load(request: LoadRequest): Promise<void>;
  complete(prompt: string, maxTokens: number, candidates: number): Promise<Completion>;
}

declare global {
  interface Window {
    /** Set by the page. */
    llama: LlamaPage;
  }
}
