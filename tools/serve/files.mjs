import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheControl } from './headers.mjs';
import { parseRange } from './range.mjs';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */

/** @type {Record<string, string>} */
const contentTypes = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jinja': 'text/plain; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * The file that a request path names, or null when it is not inside the folder.
 *
 * @param {string} folder absolute
 * @param {string} encodedPath relative to the folder, percent-encoded
 */
export function resolveInside(folder, encodedPath) {
  let relative;
  try {
    relative = decodeURIComponent(encodedPath);
  } catch {
    return null;
  }
  if (relative.includes('\0')) return null;
  const file = path.resolve(folder, `./${relative}`);
  if (file !== folder && !file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep)) return null;
  return relative === '' || relative.endsWith('/') ? path.join(file, 'index.html') : file;
}

/**
 * Whether a file is in the folder, its links followed. One that does not exist is nowhere.
 *
 * @param {string} folder
 * @param {string} file
 */
export async function staysInside(folder, file) {
  const real = await realpath(file).catch(() => null);
  return real?.startsWith((await realpath(folder)) + path.sep) ?? false;
}

/**
 * @param {ServerResponse} response
 * @param {number} status
 * @param {string} line
 */
export function sendText(response, status, line) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${line}\n`);
}

/**
 * Answers with one file: 200, or 206 for a byte range, 304 when the client has it, 404 when there is none, and 416 for a
 * range beyond its end.
 *
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {string | null} file
 */
export async function sendFile(request, response, file) {
  const found = file === null ? null : await stat(file).catch(() => null);
  if (file === null || !found?.isFile()) {
    sendText(response, 404, 'Not found');
    return;
  }
  const etag = `"${found.size.toString(36)}-${Math.floor(found.mtimeMs).toString(36)}"`;
  response.setHeader('ETag', etag);
  response.setHeader('Cache-Control', cacheControl(file.replaceAll(path.sep, '/')));
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304).end();
    return;
  }
  response.setHeader('Content-Type', contentTypes[path.extname(file).toLowerCase()] ?? 'application/octet-stream');
  response.setHeader('Accept-Ranges', 'bytes');
  const conditional = request.headers['if-range'];
  const range =
    conditional === undefined || conditional === etag ? parseRange(request.headers.range, found.size) : null;
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'Content-Range': `bytes */${found.size}` }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: found.size };
  if (range) response.setHeader('Content-Range', `bytes ${start}-${end - 1}/${found.size}`);
  response.writeHead(range ? 206 : 200, { 'Content-Length': end - start });
  if (request.method === 'HEAD' || end === start) {
    response.end();
    return;
  }
  await pipeline(createReadStream(file, { start, end: end - 1 }), response);
}
