import { refuse } from '../../result.ts';
import { readRun, runOf } from '../link/permalink.ts';
import type { RunSpec } from '../format/spec.ts';

/**
 * The run that a picture's code holds.
 *
 * @throws Refusal (`bad-request`) for a code that holds something else. The message names its host, which is not visited.
 */
export function runInCode(said: string): RunSpec {
  const run = runOf(said);
  if (run === null) {
    refuse(
      'bad-request',
      `The code in this picture leads to ${whereTo(said)}, which is no run of Plumbline: it was not opened.`,
    );
  }
  return readRun(run);
}

function whereTo(said: string): string {
  return URL.canParse(said) && new URL(said).host ? new URL(said).host.slice(0, 60) : 'something else';
}
