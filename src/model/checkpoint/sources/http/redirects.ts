import { Refusal } from '../../../../result.ts';
import type { Connection } from './connection.ts';
import { Passing } from './patience.ts';
import type { AskOptions, Requested, Requests } from './requests.ts';

interface Place {
  address: string;
  /** Whether it has answered to a request of its own. */
  proven: boolean;
}

/**
 * Asks for files where they were redirected to before. A hub signs such an address for a while, and counts how often it is asked
 * itself: a large file in small ranges would be too much. An address that is refused was signed for one range, and is not used again,
 * or has expired, and the hub is asked for another.
 */
export class Redirects {
  /** By the address that redirects; null where following it by oneself is refused. */
  readonly #places = new Map<string, Place | null>();

  constructor(private readonly requests: Requests) {}

  /** As {@link Requests.get}. */
  async get(connection: Connection, url: string, options: AskOptions): Promise<Requested> {
    const place = this.#places.get(url);
    const answer = place && (await this.#at(place, connection, url, options));
    if (answer) return answer;
    const first = await this.requests.get(connection, url, options);
    if (typeof first === 'string' || !first.redirected || this.#places.get(url) === null) return first;
    this.#places.set(url, { address: first.url, proven: false });
    return first;
  }

  /** Null when it is refused there. */
  async #at(place: Place, connection: Connection, url: string, options: AskOptions): Promise<Response | null> {
    try {
      const answer = await this.requests.get(connection, url, { ...options, address: place.address });
      if (typeof answer !== 'string') {
        place.proven = true;
        return answer;
      }
    } catch (error) {
      if (!(error instanceof Refusal) || error.failure.kind !== 'unreachable') throw error;
      this.#forget(url, place);
      if (error instanceof Passing) throw error;
    }
    this.#forget(url, place);
    return null;
  }

  #forget(url: string, place: Place): void {
    if (place.proven) this.#places.delete(url);
    else this.#places.set(url, null);
  }
}
