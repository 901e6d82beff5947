/** What can go wrong with a server, made on purpose. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export const faults = [
  /** The connection breaks behind the first pieces of a stream. */
  'cut',
  /** A stream ends in order, but before the answer does. */
  'ended',
  /** A message of a stream is not JSON. */
  'malformed',
  /** A message of a stream has other fields. */
  'other-fields',
  /** A message of a stream says that the server has failed. */
  'error-in-stream',
  /** A stream comes byte by byte, so that characters, lines and events are cut. */
  'bytes',
  /** Nothing comes until the page goes away. */
  'silent',
  'unauthorised',
  'too-many-requests',
  /** Its words quote the key. */
  'internal-error',
  'web-page',
  /** 200, and cut in the middle of its JSON. */
  'half-json',
  'not-found',
  /** No header lets a page read what it sends. */
  'no-cors',
] as const;
export type ServerFault = (typeof faults)[number];

/** Answers in place of the server, where a fault is not about streams. Returns whether it has. */
export function answerWrong(fault: ServerFault, request: IncomingMessage, response: ServerResponse): boolean {
  const json = (status: number, content: unknown, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(content));
    return true;
  };
  const error = (message: string) => ({ error: { message, type: 'error' } });
  switch (fault) {
    case 'silent':
      return true;
    case 'unauthorised':
      return json(401, error(`Incorrect API key provided: ${request.headers.authorization ?? 'none'}`));
    case 'too-many-requests':
      return json(429, error('Slow down'), { 'Retry-After': '7', 'Access-Control-Expose-Headers': 'Retry-After' });
    case 'internal-error':
      return json(500, error(`It failed\nfor ${request.headers.authorization ?? 'nobody'}`));
    case 'not-found':
      return json(404, { detail: 'Not Found' });
    case 'web-page':
      response
        .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
        .end('<!doctype html><title>Log in</title>');
      return true;
    case 'half-json':
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"object": "list", "data": [{"id": "a');
      return true;
    case 'cut':
    case 'ended':
    case 'malformed':
    case 'other-fields':
    case 'error-in-stream':
    case 'bytes':
    case 'no-cors':
      return false;
  }
}
