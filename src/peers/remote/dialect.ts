/** The servers whose interfaces are known, by the name that `src/peers` has for each. */
export type DialectName = 'vllm' | 'sglang' | 'llama-server' | 'ollama' | 'openai';

/** As a person knows them. */
export const dialectLabels: Record<DialectName, string> = {
  vllm: 'vLLM',
  sglang: 'SGLang',
  'llama-server': 'llama.cpp',
  ollama: 'Ollama',
  openai: 'Server',
};
