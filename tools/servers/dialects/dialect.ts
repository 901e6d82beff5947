import type { DialectName } from '../../../src/peers/remote/dialect.ts';
import type { ServedModel } from '../model.ts';
import type { Framing, Message } from '../stream.ts';
import { llamaServer } from './llama_server.ts';
import { ollama } from './ollama.ts';
import { openAi } from './openai.ts';
import { sglang } from './sglang.ts';
import { vllm } from './vllm.ts';

/** What a path answers with: JSON, with status 200 unless it says another, or a stream. */
export type Answer = { json: unknown; status?: number } | { stream: Message[]; framing: Framing };

/** What a path does with a body; null stands for a GET. */
export type Route = (body: never, model: ServedModel) => Answer | Promise<Answer>;

/** The paths of a server, each by `METHOD path`. */
export type Routes = Readonly<Record<string, Route>>;

export const dialects: Record<DialectName, Routes> = {
  vllm,
  sglang,
  'llama-server': llamaServer,
  ollama,
  openai: openAi,
};
