import { once } from 'node:events';
import { createServer } from 'node:http';
import path from 'node:path';
import { resolveInside, sendFile, sendText, staysInside } from './files.mjs';
import { headersOf } from './headers.mjs';

/** @import { IncomingMessage, Server, ServerResponse } from 'node:http' */

/**
 * @typedef {object} ServerOptions
 * @property {Record<string, string>} folders maps a URL prefix, with a slash at both ends, to the folder served under it
 * @property {string[]} [connect] further origins that checkpoints may be fetched from
 * @property {boolean} [links] whether symbolic links may lead out of a folder: a Hugging Face cache consists of such
 * @property {(request: IncomingMessage, response: ServerResponse) => Promise<void>} [put] answers PUT requests
 */

/** This machine's names for itself. A page elsewhere whose name was made to lead here comes with its own (DNS rebinding). */
const ownHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

/** Milliseconds after which a client that has not sent its request is let go, and how often they are looked for. */
const patience = { headersTimeout: 10_000, requestTimeout: 300_000, connectionsCheckingInterval: 1000 };

/**
 * A static file server with the app's security headers on every response. The app keeps its state in the URL's hash, so a
 * missing file is a plain 404.
 *
 * @param {ServerOptions} options
 * @returns {Server}
 */
export function createAppServer({ folders, connect = [], links = false, put }) {
  // The longest prefix wins.
  const mounts = Object.entries(folders).toSorted(([a], [b]) => b.length - a.length);

  /** @param {IncomingMessage} request @param {ServerResponse} response */
  async function answer(request, response) {
    const pathname = (request.url ?? '/').replace(/[?#].*/, '');
    for (const [name, value] of Object.entries(headersOf(pathname.slice(1), { connect }))) {
      response.setHeader(name, value);
    }
    if (!ownHost.test(request.headers.host ?? '')) {
      sendText(response, 403, 'This server is for this machine alone: open it as http://localhost or http://127.0.0.1');
      return;
    }
    if (request.method === 'PUT' && put) return put(request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const mount = mounts.find(([prefix]) => pathname.startsWith(prefix));
    const folder = mount && path.resolve(mount[1]);
    const file = folder ? resolveInside(folder, pathname.slice(mount[0].length)) : null;
    const isServed = file !== null && (links || (await staysInside(folder ?? '', file)));
    await sendFile(request, response, isServed ? file : null);
  }

  return createServer(patience, (request, response) => {
    answer(request, response).catch((error) => {
      // The client closed the connection before the end of the file.
      if (response.destroyed || error?.code === 'ERR_STREAM_PREMATURE_CLOSE') return;
      console.error(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
}

/**
 * Listens on this machine only, on the given port or, if it is taken, on the next free one.
 *
 * @param {Server} server
 * @param {number} port 0 for any free port
 * @returns {Promise<string>} the URL, with a slash at the end
 */
export async function listen(server, port) {
  for (let candidate = port; ; candidate += 1) {
    try {
      server.listen(candidate, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('the server has no port');
      return `http://127.0.0.1:${address.port}/`;
    } catch (error) {
      const taken =
        error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
      if (!taken || candidate >= Math.min(port + 100, 65_535)) throw error;
    }
  }
}
