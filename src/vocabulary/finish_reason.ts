import * as v from 'valibot';

/** Why an answer ended. `collapsed`: the logits carried no information, so the watchdog ended it. */
export const finishReasons = ['end-of-turn', 'stopped', 'max-tokens', 'context-full', 'collapsed'] as const;
export const finishReasonSchema = v.picklist(finishReasons);
export type FinishReason = (typeof finishReasons)[number];
