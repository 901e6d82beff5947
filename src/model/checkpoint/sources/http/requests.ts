import { oneLine, Refusal } from '../../../../result.ts';
import type { Connection } from './connection.ts';
import { retryAfter } from './headers.ts';
import { shownUrl, watchPolicy, whyNoAnswer } from './no_answer.ts';
import { NoAnswer, Passing } from './patience.ts';

/** The remedy for an unsuccessful answer, or null when it only means that there is no such file. */
export type Explain = (answer: Response) => string | null;

/** An answer with a file. Otherwise there is none, or the server sends a web page in its place. */
export type Requested = Response | 'absent' | 'page';

export interface AskOptions {
  headers?: Record<string, string>;
  explain?: Explain;
  /** Where `url` was redirected to before. */
  address?: string;
}

/** Statuses of servers that are busy, of limits of requests, of gateways without their server. */
const passing = new Set([408, 429, 500, 502, 503, 504]);

/** Asks one server for files. */
export class Requests {
  /** Whether it has answered to anything. If not, the address may be what is wrong. */
  #answered = false;

  /** @param headers Of every request, but where a redirect leads to another origin: browsers drop Authorization there, too. */
  constructor(
    private readonly headers: Record<string, string> = {},
    readonly explain: Explain = explainStatus,
  ) {}

  /** @throws Passing what may pass by itself; Refusal */
  async get(
    connection: Connection,
    url: string,
    { headers = {}, explain = this.explain, address = url }: AskOptions = {},
  ): Promise<Requested> {
    const own = new URL(address).origin === new URL(url).origin ? this.headers : {};
    const answer = await this.#ask(connection, address, { ...own, ...headers });
    // A server of a single-page app answers requests for missing files with the page. No checkpoint file is a page.
    const page = answer.headers.get('content-type')?.startsWith('text/html');
    if (answer.ok && !page) return answer;
    await answer.body?.cancel();
    if (answer.ok) return 'page';
    const remedy = explain(answer);
    if (remedy === null) return 'absent';
    const asked = retryAfter(answer.headers, Date.now());
    const status = oneLine(`${answer.status} ${answer.statusText}`.trimEnd());
    const wait = asked === null ? '' : ` and asks to wait ${Math.ceil(asked / 1000)} s`;
    const failure = unreachable(url, `the server answers ${status}${wait}; ${remedy}`);
    throw passing.has(answer.status) ? new Passing(failure, asked) : new Refusal(failure);
  }

  async #ask(connection: Connection, url: string, headers: Record<string, string>): Promise<Response> {
    const policy = watchPolicy();
    try {
      const answer = await connection.fetch(url, headers);
      this.#answered = true;
      return answer;
    } catch (error) {
      if (error instanceof Refusal) throw error;
      const forbidden = await policy.forbids();
      const failure = unreachable(url, await whyNoAnswer(url, error, forbidden));
      if (forbidden) throw new Refusal(failure);
      throw this.#answered ? new Passing(failure) : new NoAnswer(failure);
    } finally {
      policy.stop();
    }
  }
}

export function unreachable(url: string, words: string) {
  return { kind: 'unreachable', message: `${shownUrl(url)}: ${words}` } as const;
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
