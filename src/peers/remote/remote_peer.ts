import * as v from 'valibot';
import { attempt, refuse } from '../../result.ts';
import type { ChatEvent, ChatRequest, ChatSummary } from '../../worker/api.ts';
import type { Peer } from '../peer.ts';
import { serverAddress } from './address.ts';
import { ask, askJson, hostOf, type Server } from './ask.ts';
import { AnswerReader } from './chat/answer_reader.ts';
import { ollamaDeltas } from './chat/ollama_stream.ts';
import { openAiDeltas } from './chat/openai_stream.ts';
import { ollamaBody, openAiBody } from './chat/request.ts';
import { dialectLabels, type DialectName } from './dialect.ts';
import { findServer, type FoundServer, type ServedModel } from './find.ts';
import { labOf } from './lab/lab.ts';
import { limitsOf } from './limits.ts';
import { encoderOf } from './tokenizer.ts';

export type { FoundServer, ServedModel } from './find.ts';

/** A server at the address that a person typed, whose key lives as long as this. Refuses with `bad-request`. */
export function serverAt(typed: string, key: string): Server {
  return {
    base: serverAddress(typed, location),
    key: key.trim() || null,
    fetch: (url, init) => fetch(url, init),
  };
}

export { findServer };

/** A model of a server, as an engine that can answer. Refuses as `ask` does. */
export async function remotePeer(server: Server, found: FoundServer, served: ServedModel): Promise<Peer> {
  const { dialect, version } = found;
  const { id: model } = served;
  const host = hostOf(server);
  const shown = dialect === 'ollama' ? await ollamaShow(server, model) : null;
  const encode = await encoderOf(server, dialect, model);
  const label = dialectLabels[dialect];
  const context = shown?.context ?? served.context;
  let running: AbortController | null = null;

  async function answer(request: ChatRequest, onEvent: (event: ChatEvent) => void): Promise<ChatSummary> {
    if ((request.resume ?? []).length > 0) {
      refuse('bad-request', `${label} can only begin an answer: regenerate it, or have this page’s engine go on.`);
    }
    const controller = (running = new AbortController());
    const { signal } = controller;
    const reader = new AnswerReader(onEvent, (request.tools ?? []).length > 0, () => performance.now());
    const ended = await attempt(async () => {
      for await (const delta of await deltas(
        server,
        { dialect, model, thinks: shown?.thinks ?? false },
        request,
        signal,
      ))
        reader.push(delta);
    });
    if (!ended.ok && ended.failure.kind !== 'stopped') refuse(ended.failure.kind, ended.failure.message);
    return reader.end(!ended.ok);
  }

  return {
    id: server.base,
    label,
    about: `${label}${version === null ? '' : ` ${version}`} · ${host}`,
    host,
    model: {
      name: `${model}, ${label}`,
      hash: '',
      context,
      maxPositions: context,
      recommended: null,
      switchesThinking: dialect !== 'openai' && (shown?.thinks ?? true),
      takesTools: shown?.takesTools ?? true,
      cannotChat: null,
    },
    limits: limitsOf(dialect, { counts: encode !== null, shown }),
    chat: (request, onEvent) => attempt(() => answer(request, onEvent)),
    countTokens: encode && ((of) => attempt(async () => (await encode(of)).length)),
    encode: encode && ((of) => attempt(() => encode(of))),
    memory: null,
    measure: null,
    lab: labOf(server, dialect, model),
    stop: () => running?.abort(),
    end: () => running?.abort(),
  };
}

/** The deltas of an answer, once the server has begun to send them. */
async function deltas(
  server: Server,
  { dialect, model, thinks }: { dialect: DialectName; model: string; thinks: boolean },
  request: ChatRequest,
  signal: AbortSignal,
) {
  if (dialect === 'ollama') {
    const path = '/api/chat';
    const response = await ask(server, path, { body: ollamaBody(model, request, thinks), signal });
    return ollamaDeltas(server, path, response, signal);
  }
  const path = '/v1/chat/completions';
  const response = await ask(server, path, { body: openAiBody(dialect, model, request), signal });
  return openAiDeltas(server, path, response, signal);
}

const showSchema = v.object({
  capabilities: v.optional(v.array(v.string()), []),
  model_info: v.optional(v.record(v.string(), v.unknown()), {}),
});

/** What Ollama says of a model. */
export interface OllamaModel {
  thinks: boolean;
  takesTools: boolean;
  /** The longest that the model can have; how much Ollama reads is a setting of its own. */
  context: number;
}

async function ollamaShow(server: Server, model: string): Promise<OllamaModel> {
  const { capabilities, model_info: info } = await askJson(server, '/api/show', showSchema, { body: { model } });
  const length = Object.entries(info ?? {}).find(([name]) => name.endsWith('.context_length'))?.[1];
  return {
    thinks: (capabilities ?? []).includes('thinking'),
    takesTools: (capabilities ?? []).includes('tools'),
    context: typeof length === 'number' && length > 0 ? length : Infinity,
  };
}
