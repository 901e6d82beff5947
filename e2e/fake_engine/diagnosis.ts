import type { Tokenizer } from '../../src/tokenizer/tokenizer.ts';
import type { DiagnosisRequest } from '../../src/worker/api.ts';
import { recordedDiagnosis } from './recorded.ts';

/** A recorded diagnosis, as it was asked for. */
export async function diagnosisOf(tokenizer: Tokenizer | null, { prompt, program, fault, bisect }: DiagnosisRequest) {
  const { bisection, ...diagnosis } = recordedDiagnosis(fault);
  const tokens =
    prompt === null ? [1, 2, 3, 4, 5, 6] : 'text' in prompt ? await tokenizer!.encode(prompt.text) : prompt.tokens;
  return { ...diagnosis, program, fault, tokens, bisection: bisect ? bisection : null };
}
