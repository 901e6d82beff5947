import { refuse } from '../../../../result.ts';
import type { FileStat, Source } from '../source.ts';
import { readText } from '../stream.ts';
import { Connection } from './connection.ts';
import { contentLength, contentRange, joined, sameVersion, type FileVersion, versionOf } from './headers.ts';
import { shownUrl } from '../../../../no_answer.ts';
import { type SourceTiming, Passing, Patience, persist } from './patience.ts';
import { Redirects } from './redirects.ts';
import { Requests, unreachable } from './requests.ts';
import { type ResponseBody, resuming } from './resuming.ts';

/** What a plain URL has of a source; the rest is its owner's. */
export type HttpFiles = Pick<Source, 'text' | 'stat' | 'stream'>;

/**
 * The files below `base`, a URL whose path ends in '/'. Its query goes along with every file. A failure that may pass is waited out,
 * and bytes go on where they stopped. A server that ignores Range works too, at the price of the bytes before the range.
 */
export function httpFiles(base: URL, timing: SourceTiming, requests = new Requests()): HttpFiles {
  /** What the server has said of each file. */
  const versions = new Map<string, FileVersion>();
  const redirects = new Redirects(requests);

  const url = (path: string) => new URL(path.split('/').map(encodeURIComponent).join('/') + base.search, base).href;
  const shown = (path: string) => shownUrl(url(path));

  function request(connection: Connection, path: string, headers: Record<string, string> = {}) {
    return redirects.get(connection, url(path), {
      headers,
      explain: (answer) => (answer.status === 416 && versions.has(path) ? changed(path) : requests.explain(answer)),
    });
  }

  /** Notes which version of a file is answered with: it has to stay the same. */
  async function note(path: string, answer: Response): Promise<FileVersion> {
    const latest = versionOf(answer);
    const known = versions.get(path);
    if (known && !sameVersion(known, latest)) {
      await answer.body?.cancel();
      changed(path);
    }
    const version = joined(known, latest);
    versions.set(path, version);
    return version;
  }

  function changed(path: string): never {
    versions.delete(path);
    return refuse('changed', `${shown(path)}: the file changed on the server meanwhile; load it from the start`);
  }

  async function text(path: string): Promise<string | null> {
    const connection = new Connection(timing.silenceMs);
    const answer = await request(connection, path);
    return typeof answer === 'string' ? null : readText(connection.body(answer, shown(path)), shown(path));
  }

  async function stat(path: string): Promise<FileStat | null> {
    const probe = await request(new Connection(timing.silenceMs), path, { Range: 'bytes=0-0' });
    if (typeof probe === 'string') return null;
    await probe.body?.cancel();
    const { etag, lastModified, sha256, bytes: said } = await note(path, probe);
    const bytes = said ?? (await lengthOfWhole(path));
    if (bytes === null) {
      refuse('unreachable', `${shown(path)}: the server does not say how large it is; let it send Content-Length`);
    }
    return { bytes, etag: etag ?? lastModified, sha256 };
  }

  /**
   * From another origin, Content-Range is readable only when the server exposes it, Content-Length always: of a range, which is never
   * compressed. HEAD would do, were signed addresses not for GET alone.
   */
  async function lengthOfWhole(path: string): Promise<number | null> {
    const whole = await request(new Connection(timing.silenceMs), path, { Range: 'bytes=0-' });
    if (typeof whole === 'string') return null;
    await whole.body?.cancel();
    return whole.status === 206 ? contentLength(whole.headers) : null;
  }

  async function open(path: string, at: number, until: number, signal: AbortSignal): Promise<ResponseBody> {
    const condition = versions.get(path)?.condition;
    const hungUp = new AbortController();
    const connection = new Connection(timing.silenceMs, AbortSignal.any([signal, hungUp.signal]));
    const answer = await request(connection, path, {
      Range: `bytes=${at}-${until - 1}`,
      ...(condition && { 'If-Range': condition }),
    });
    if (answer === 'absent')
      refuse('unreachable', `${shown(path)}: is gone from the server; load the checkpoint again`);
    if (answer === 'page') {
      const remedy = 'sign in to the network if it asks for that, or check the address';
      throw new Passing(unreachable(url(path), `the server sends a web page in place of the file; ${remedy}`));
    }
    await note(path, answer);
    const partial = answer.status === 206;
    const range = partial ? contentRange(answer.headers) : null;
    const first = partial ? (range?.first ?? at) : 0;
    if (first > at || (range && range.last < at)) {
      await answer.body?.cancel();
      refuse('unreachable', `${shown(path)}: the server sent bytes from ${first}, not ${at}; use another server`);
    }
    const reader = connection.body(answer, shown(path), first).getReader();
    // CORS hides Content-Range before Content-Length, which a range has uncompressed.
    const length = partial ? contentLength(answer.headers) : null;
    const said = length === null ? null : first + length;
    return {
      at: first,
      end: range ? range.last + 1 : said,
      partial,
      read: async () => (await reader.read()).value ?? null,
      close: () => hungUp.abort(),
    };
  }

  return {
    text: (path) => persist(new Patience(path, timing), () => text(path), 0),
    stat: (path) => persist(new Patience(path, timing), () => stat(path), 0),
    async stream(path, start, end, signal) {
      const hungUp = new AbortController();
      const either = signal ? AbortSignal.any([signal, hungUp.signal]) : hungUp.signal;
      return resuming({
        origin: shown(path),
        start,
        end,
        open: (at, until) => open(path, at, until, either),
        close: () => hungUp.abort(),
        patience: new Patience(path, timing, either),
      });
    },
  };
}
