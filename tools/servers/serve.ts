/** A small server that answers as vLLM, SGLang, llama-server, Ollama or another with OpenAI's interface do, for tests. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DialectName } from '../../src/peers/remote/dialect.ts';
import { dialects } from './dialects/dialect.ts';
import { answerWrong, type ServerFault } from './faults.ts';
import type { ServedModel } from './model.ts';
import { sendStream } from './stream.ts';

export interface ServedRequest {
  /** `POST /tokenize`. */
  route: string;
  body: unknown;
  authorization: string | null;
}

export interface SmallServer {
  origin: string;
  requests: ServedRequest[];
  /** Has the next request go wrong whose route ends in `path`. */
  goWrong: (fault: ServerFault, path?: string) => void;
  close: () => Promise<void>;
}

interface Options {
  dialect: DialectName;
  model: ServedModel;
  /** What it asks for; null for nothing. */
  key?: string | null;
}

const cors = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'authorization, content-type',
};

/** Listens on a free port of this machine until it is closed. */
export async function serveModel({ dialect, model, key = null }: Options): Promise<SmallServer> {
  const requests: ServedRequest[] = [];
  let arranged: { fault: ServerFault; path: string } | null = null;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = `${request.method} ${request.url}`;
    const fault = arranged && request.method !== 'OPTIONS' && route.endsWith(arranged.path) ? arranged.fault : null;
    if (fault) arranged = null;
    const open = fault !== 'no-cors' && arranged?.fault !== 'no-cors';
    if (open) for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const text = (await request.toArray()).join('');
    const body: unknown = text === '' ? null : JSON.parse(text);
    const authorization = request.headers.authorization ?? null;
    requests.push({ route, body, authorization });
    if (fault && answerWrong(fault, request, response)) return;
    if (key !== null && authorization !== `Bearer ${key}`) return void answerWrong('unauthorised', request, response);
    const does = dialects[dialect][route];
    if (!does) return void answerWrong('not-found', request, response);
    const answered = await does(body as never, model);
    if ('stream' in answered) return sendStream(response, answered.framing, answered.stream, fault);
    const { status = 200, json } = answered;
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(json));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    goWrong: (fault, path = '') => (arranged = { fault, path }),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
