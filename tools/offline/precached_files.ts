import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { headersFile } from '../serve/headers.mjs';

/** A file that the service worker fetches when it is installed. */
export interface PrecachedFile {
  /** Relative to the service worker. */
  url: string;
  /** Changes with the file and with the headers that it is sent with, which are stored with it. */
  revision: string;
  /** Of Subresource Integrity: a file of another version is refused. */
  integrity: string;
}

/**
 * Source maps and notes are for developers, the headless page is for tools, and a host does not serve `_headers`. Every browser
 * with WebGPU takes fonts as woff2. transformers.js and its runtime, 28 MB, are fetched by those who start it.
 */
const unneeded = /\.(map|ttf|woff)$|\.md$|^headless\.html$|^_headers$|^service_worker\.js$|^wasm\//;

/** All files of the built app in `folder` that its page may ask for. */
export async function precachedFiles(folder: string): Promise<PrecachedFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const urls = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((url) => !unneeded.test(url));
  return Promise.all(
    urls.toSorted().map(async (url) => {
      const bytes = await readFile(path.join(folder, url));
      const integrity = `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
      const revision = createHash('sha256').update(integrity).update(headersFile()).digest('hex').slice(0, 16);
      return { url, revision, integrity };
    }),
  );
}
