import { refuse } from '../result.ts';
import { withStrings } from '../strings/catalogue.ts';

/** A part of the page that is fetched when it is first needed. Refuses with `unreachable` where it cannot be. */
export async function fetched<T>(part: Promise<T>): Promise<T> {
  try {
    return await withStrings(part);
  } catch {
    return refuse('unreachable', 'A part of this page could not be fetched: check the connection and try again.');
  }
}
