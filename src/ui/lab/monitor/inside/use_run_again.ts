import { useState } from 'react';
import type { Failure } from '../../../../result.ts';
import type { WatchedToken } from '../../../../store/lab/jobs/token_monitor.ts';
import { useAnswering, useConversation, useEngine, useTokenMonitor } from '../../../../store/hooks.ts';
import type { AnsweredOn, Program } from '../../../../worker/api.ts';
import { lastAnsweredOn } from '../last_answered_on.ts';
import { t } from '../../../../strings/live/t.ts';

interface Wanted {
  answer: number;
  on: AnsweredOn;
  position: number;
  name: string | null;
  program: Program;
}

/** Runs a token that is on show again. Only the engine knows the tokens before it, and only those of the last answer. */
export function useRunAgain(
  answer: number,
  { name, figures: { position, program } }: WatchedToken,
  work: (wanted: Wanted) => Promise<Failure | null>,
) {
  const busy = useEngine((state) => state.occupation !== null);
  const answering = useAnswering((state) => state.streaming !== null);
  const shown = useConversation(({ tree }) => tree.leaf);
  const rerun = useTokenMonitor((state) => state.seen?.rerun ?? null);
  const [failure, setFailure] = useState<string | null>(null);
  const run = async () => {
    const on = rerun?.on ?? (answer === shown ? await lastAnsweredOn() : null);
    if (!on || on.tokens.length <= position) {
      return setFailure(t('gone'));
    }
    const failed = await work({ answer, on, position, name, program });
    setFailure(failed?.message ?? null);
  };
  return { run, failure, mayRun: !busy && !answering };
}
