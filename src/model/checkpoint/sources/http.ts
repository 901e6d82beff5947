import { refuse } from '../../../result.ts';
import { oneLine } from '../json/show.ts';
import { readText, refuseIfStopped, slice } from './stream.ts';
import type { Source } from './source.ts';

/** The remedy for an unsuccessful response, or null when it only means that there is no such file. */
type Explain = (answer: Response) => string | null;

/**
 * The files below `base`, a URL that ends in '/'. Weights are read with Range requests. A server that answers them with the
 * whole file works too, at the price of the bytes before the range.
 */
export function httpSource(name: string, base: URL, explain: Explain = explainStatus): Source {
  const url = (path: string) => new URL(path.split('/').map(encodeURIComponent).join('/'), base).href;

  async function request(path: string, init: RequestInit): Promise<Response | null> {
    const answer = await ask(url(path), init);
    // A server of a single-page app answers requests for missing files with the page. No checkpoint file is a page.
    if (answer.ok && !answer.headers.get('content-type')?.startsWith('text/html')) return answer;
    await answer.body?.cancel();
    const remedy = answer.ok ? null : explain(answer);
    if (remedy === null) return null;
    const status = oneLine(`${answer.status} ${answer.statusText}`.trimEnd());
    return refuse('unreachable', `${url(path)}: the server answers ${status}; ${remedy}`);
  }

  return {
    name,
    async text(path) {
      const answer = await request(path, {});
      return answer && readText(body(answer), url(path));
    },

    async stat(path) {
      const probe = await request(path, { headers: { Range: 'bytes=0-0' } });
      if (!probe) return null;
      await probe.body?.cancel();
      // From another origin, Content-Range is readable only when the server exposes it, Content-Length always.
      const whole = probe.status === 206 ? contentRange(probe)?.total : contentLength(probe);
      const bytes = whole ?? contentLength(await request(path, { method: 'HEAD' }));
      if (bytes === null) {
        refuse('unreachable', `${url(path)}: the server does not say how large it is; let it send Content-Length`);
      }
      return { bytes, etag: probe.headers.get('etag'), sha256: null };
    },

    list: async () => null,
    commit: async () => null,

    async stream(path, start, end, signal) {
      const headers = { Range: `bytes=${start}-${end - 1}` };
      const answer = await request(path, signal ? { headers, signal } : { headers });
      if (!answer) refuse('unreachable', `${url(path)}: is gone from the server; load the checkpoint again`);
      const first = answer.status === 206 ? (contentRange(answer)?.first ?? start) : 0;
      if (first !== start && first !== 0) {
        await answer.body?.cancel();
        refuse('unreachable', `${url(path)}: the server sent bytes from ${first}, not ${start}; use another server`);
      }
      return slice(body(answer), { origin: url(path), skip: start - first, length: end - start, signal });
    },
  };
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    refuseIfStopped(init.signal ?? undefined);
    const reason = oneLine(error instanceof Error ? error.message : String(error));
    const remedy =
      'check the address and the connection; a server other than the one this page came from must allow it (CORS), ' +
      "and this page's Content-Security-Policy must allow the server";
    return refuse('unreachable', `${url}: no answer (${reason}); ${remedy}`);
  }
}

export function explainStatus(answer: Response): string | null {
  switch (answer.status) {
    case 404:
    case 410:
      return null;
    case 401:
    case 403:
      return 'let the server give the files without a sign-in, or download them and open the folder';
    case 416:
      return 'the file is empty or shorter than it was: put the whole file there';
    case 429:
      return 'wait a few minutes, then load it again';
    default:
      return answer.status >= 500 ? 'try again later' : 'check the address';
  }
}

function contentRange(answer: Response): { first: number; total: number | null } | null {
  const match = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(answer.headers.get('content-range') ?? '');
  return match && { first: Number(match[1]), total: match[2] === '*' ? null : Number(match[2]) };
}

function contentLength(answer: Response | null): number | null {
  const header = answer?.headers.get('content-length') ?? null;
  return header === null ? null : Number(header);
}

function body(answer: Response) {
  return answer.body ?? new Blob([]).stream();
}
