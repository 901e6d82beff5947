import { Refusal } from '../../src/result.ts';
import { Stop } from '../bootstrap/process.mjs';

/** Runs `work`, and turns a refusal into the one line that the user of a command sees. */
export async function stopIfRefused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Refusal ? new Stop(error.message) : error;
  }
}
