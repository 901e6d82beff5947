/** Asks a server, and puts what goes wrong into one sentence. */
import * as v from 'valibot';
import { watchPolicy, whyNoAnswer } from '../../no_answer.ts';
import { oneLine, refuse } from '../../result.ts';

/** A server that a person has chosen. Its key lives here and nowhere else. */
export interface Server {
  /** Of all its addresses, without a slash at the end. */
  base: string;
  key: string | null;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
}

export interface Asked {
  /** What is posted, as JSON; without it, the request is a GET. */
  body?: unknown;
  signal?: AbortSignal;
}

export const hostOf = ({ base }: Pick<Server, 'base'>): string => new URL(base).host;

/**
 * The response to a request, once its headers are there. Refuses with `unreachable` where there is none, with `bad-request` where it is
 * an error or a web page, and with `stopped`.
 */
export async function ask(server: Server, path: string, { body, signal }: Asked = {}): Promise<Response> {
  const { base, key } = server;
  const url = base + path;
  const policy = watchPolicy();
  try {
    const response = await server.fetch(url, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(key !== null && { Authorization: `Bearer ${key}` }),
      },
      credentials: 'omit',
      cache: 'no-store',
      // A redirect to another host must not carry the key along.
      redirect: key === null ? 'follow' : 'error',
      ...(signal && { signal }),
    });
    if (!response.ok) refuse('bad-request', await whyRefused(server, path, response));
    if (response.headers.get('Content-Type')?.startsWith('text/html')) refuse('bad-request', webPage(server, path));
    return response;
  } catch (error) {
    if (signal?.aborted) refuse('stopped', 'The request was stopped.');
    if (!(error instanceof TypeError)) throw error;
    const remedy = 'start it so that it lets this page (--allowed-origins, --cors-origins, OLLAMA_ORIGINS)';
    const why = await whyNoAnswer(url, error.message, await policy.forbids(), server.fetch, remedy);
    refuse('unreachable', `${hostOf(server)}: ${why}.`);
  } finally {
    policy.stop();
  }
}

/** What a server answers, as its schema has it. Refuses as {@link ask} does, and what is none with `bad-request`. */
export async function askJson<const Schema extends v.GenericSchema>(
  server: Server,
  path: string,
  schema: Schema,
  asked: Asked = {},
): Promise<v.InferOutput<Schema>> {
  const response = await ask(server, path, asked);
  const text = await textOf(server, response, asked.signal);
  return read(server, path, schema, text);
}

/** A JSON text of a server. Refuses with `bad-request`. */
export function read<const Schema extends v.GenericSchema>(
  server: Server,
  path: string,
  schema: Schema,
  text: string,
): v.InferOutput<Schema> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    refuse('bad-request', `${hostOf(server)} answered ${path} with something that is not JSON: ${checkAddress}.`);
  }
  const found = v.safeParse(schema, content);
  if (found.success) return found.output;
  const field = v.getDotPath(found.issues[0]);
  const what = field ? `${oneLine(field).slice(0, 80)} is missing, or not what it should be` : 'it is something else';
  refuse(
    'bad-request',
    `${hostOf(server)} answered ${path} with other fields than expected (${what}): update the server.`,
  );
}

async function textOf(server: Server, response: Response, signal?: AbortSignal): Promise<string> {
  try {
    return await response.text();
  } catch {
    if (signal?.aborted) refuse('stopped', 'The request was stopped.');
    refuse('unreachable', `${hostOf(server)} closed the connection before its answer ended: ask again.`);
  }
}

const checkAddress = 'check the address, or what stands between this page and the server';

const webPage = (server: Server, path: string) =>
  `${hostOf(server)} answered ${path} with a web page: ${checkAddress}.`;

/** Why a server answered with an error, and what helps. */
async function whyRefused(server: Server, path: string, response: Response): Promise<string> {
  const { status } = response;
  const host = hostOf(server);
  if (status === 401 || status === 403) {
    // Its words may quote the key.
    return server.key === null
      ? `${host} asks for a key (${status}): enter it beside the address.`
      : `${host} does not take this key (${status}): enter another.`;
  }
  const said = saidBy(server, await response.text().catch(() => ''));
  if (status === 404) return `${host} has no ${path} (404${said}): ${checkAddress}.`;
  if (status === 429) {
    const seconds = Number(response.headers.get('Retry-After') ?? 'none');
    return `${host} takes no more requests now (429): try again ${Number.isFinite(seconds) ? `in ${seconds} s` : 'later'}.`;
  }
  return status >= 500
    ? `${host} failed (${status}${said}): look into its log, or try again.`
    : `${host} refused the request (${status}${said}): change what it names.`;
}

const wordsOf = v.union([
  v.pipe(
    v.object({ error: v.object({ message: v.string() }) }),
    v.transform(({ error }) => error.message),
  ),
  v.pipe(
    v.object({ error: v.string() }),
    v.transform(({ error }) => error),
  ),
  v.pipe(
    v.object({ message: v.string() }),
    v.transform(({ message }) => message),
  ),
]);

/** The server's own words, in brackets' shape: `: "…"`. Without its key, which some quote. */
export function saidBy({ key }: Pick<Server, 'key'>, text: string): string {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return '';
  }
  const words = v.safeParse(wordsOf, content);
  if (!words.success || words.output.trim() === '') return '';
  const safe = key ? words.output.replaceAll(key, '(the key)') : words.output;
  const line = oneLine(safe.replace(/\s+/g, ' ').trim());
  return `: "${line.length > 300 ? `${line.slice(0, 300)}…` : line}"`;
}
