import type { Job } from '../../store/engine/occupation.ts';

/** What a job does, and what it is called. */
export const jobs: Record<Job, { does: string; name: string }> = {
  diagnosis: { does: 'Diagnosing', name: 'the diagnosis' },
  benchmark: { does: 'Measuring', name: 'the benchmark' },
  story: { does: 'Playing the story', name: 'the story' },
  remedies: { does: 'Trying three remedies', name: 'the remedies' },
  token: { does: 'Running a token again', name: 'this run' },
  known: { does: 'Comparing with known answers', name: 'the comparison' },
  batches: { does: 'Running a row alone and among others', name: 'the check of batches' },
  peer: { does: 'Comparing with another engine', name: 'the comparison' },
  odds: { does: 'Running the answer again', name: 'this run' },
};
