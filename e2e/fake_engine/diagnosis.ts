import type { Tokenizer } from '../../src/tokenizer/tokenizer.ts';
import type { DiagnosisRequest } from '../../src/worker/api.ts';
import { recorded } from './recorded.ts';

/** A recorded diagnosis: of the clean kernels, or of the fault that one was recorded of. */
export async function diagnosisOf(tokenizer: Tokenizer | null, request: DiagnosisRequest) {
  const { prompt, program, fault, bisect } = request;
  const known =
    fault === null || (fault.name === recorded.wrong.fault!.name && fault.layer === recorded.wrong.fault!.layer);
  if (!known) throw new Error(`no diagnosis of ${fault.name} in layer ${fault.layer} was recorded`);
  const { bisection, ...diagnosis } = fault ? recorded.wrong : recorded.clean;
  const tokens =
    prompt === null ? [1, 2, 3, 4, 5, 6] : 'text' in prompt ? await tokenizer!.encode(prompt.text) : prompt.tokens;
  return { ...diagnosis, program, fault, tokens, bisection: bisect ? bisection : null };
}
