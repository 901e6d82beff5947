/** Servers of every dialect, for tests in Node. */
import { afterEach } from 'vitest';
import type { ServedModel } from '../../../tools/servers/model.ts';
import { serveModel, type SmallServer } from '../../../tools/servers/serve.ts';
import { toyModel } from '../../../tools/servers/toy_model.ts';
import type { ChatEvent, ChatRequest, ChatSummary } from '../../worker/api.ts';
import { joined } from '../../tokenizer/stream/answer_stream.ts';
import type { Result } from '../../result.ts';
import type { Peer } from '../peer.ts';
import type { Server } from './ask.ts';
import type { DialectName } from './dialect.ts';
import { findServer, remotePeer } from './remote_peer.ts';

export const dialectNames: DialectName[] = ['vllm', 'sglang', 'llama-server', 'ollama', 'openai'];

const open: SmallServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

export interface Served {
  small: SmallServer;
  server: Server;
}

export async function serve(
  dialect: DialectName,
  { model = toyModel(), key = null }: { model?: ServedModel; key?: string | null } = {},
): Promise<Served> {
  const small = await serveModel({ dialect, model, key });
  open.push(small);
  return { small, server: { base: small.origin, key, fetch } };
}

export async function connected(...served: Parameters<typeof serve>): Promise<Served & { peer: Peer }> {
  const { small, server } = await serve(...served);
  const found = await findServer(server);
  return { small, server, peer: await remotePeer(server, found, found.models[0]!) };
}

export const request: ChatRequest = {
  messages: [{ role: 'user', content: 'Hello!' }],
  thinking: true,
  sampling: { temperature: 0.6, topK: 20, topP: 0.95, minP: 0, repetitionPenalty: 1, seed: 5 },
  maxTokens: 100,
};

export interface Answered {
  result: Result<ChatSummary>;
  thinking: string;
  answer: string;
  calls: string[];
  events: ChatEvent[];
}

/** Asks, and gathers what comes. */
export async function answered(
  peer: Peer,
  asked: Partial<ChatRequest> = {},
  onEvent: (event: ChatEvent) => void = () => {},
): Promise<Answered> {
  const events: ChatEvent[] = [];
  const result = await peer.chat({ ...request, ...asked }, (event) => {
    events.push(event);
    onEvent(event);
  });
  const parts = events.flatMap((event) => (event.type === 'text' ? [event] : []));
  return { result, ...joined(parts), events };
}
