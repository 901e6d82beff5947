import * as v from 'valibot';
import { oneLine, refuse, Refusal } from '../../result.ts';
import { askJson, hostOf, type Server } from './ask.ts';
import type { DialectName } from './dialect.ts';

/** A model that a server runs, as far as the server says. */
export interface ServedModel {
  id: string;
  /** In tokens; Infinity where it does not say. */
  context: number;
}

/** What was found at an address. */
export interface FoundServer {
  dialect: DialectName;
  /** Null where it does not say. */
  version: string | null;
  models: ServedModel[];
}

const modelsSchema = v.object({
  data: v.array(
    v.object({
      id: v.string(),
      owned_by: v.nullish(v.string()),
      // Of vLLM and SGLang.
      max_model_len: v.nullish(v.number()),
    }),
  ),
});
const versionSchema = v.object({ version: v.string() });
const propsSchema = v.object({
  build_info: v.nullish(v.string()),
  default_generation_settings: v.object({ n_ctx: v.number() }),
});

/** By the owner that each names in its list of models. Ollama's is whoever made the model. */
const owners: Record<string, DialectName | undefined> = { vllm: 'vllm', sglang: 'sglang', llamacpp: 'llama-server' };

/** Asks a server what it is and what it runs. Refuses as `ask` does, and with `bad-request` where it runs nothing. */
export async function findServer(server: Server): Promise<FoundServer> {
  const { data } = await askJson(server, '/v1/models', modelsSchema);
  if (data.length === 0) refuse('bad-request', `${hostOf(server)} runs no model: start it with one, then connect.`);
  const models = data.map(({ id, max_model_len: length }) => ({
    id: oneLine(id).slice(0, 200),
    context: length && length > 0 ? length : Infinity,
  }));
  const dialect = owners[data[0]!.owned_by ?? ''];
  if (dialect === 'llama-server') return llamaServer(server, models);
  if (dialect) return { dialect, version: dialect === 'vllm' ? await version(server, '/version') : null, models };
  const ollama = await version(server, '/api/version');
  return { dialect: ollama === null ? 'openai' : 'ollama', version: ollama, models };
}

/** It reads no more of a conversation than its context, which may be shorter than the model's. */
async function llamaServer(server: Server, models: ServedModel[]): Promise<FoundServer> {
  const props = await askJson(server, '/props', propsSchema);
  const context = props.default_generation_settings.n_ctx;
  return {
    dialect: 'llama-server',
    version: short(props.build_info ?? null),
    models: models.map(({ id }) => ({ id, context })),
  };
}

/** Null where the server has no such path. */
async function version(server: Server, path: string): Promise<string | null> {
  try {
    return short((await askJson(server, path, versionSchema)).version);
  } catch (error) {
    if (error instanceof Refusal && error.failure.kind === 'bad-request') return null;
    throw error;
  }
}

/** What may be a version; null otherwise. */
function short(text: string | null): string | null {
  return text !== null && /^[\w.+-]{1,40}$/.test(text) ? text : null;
}
