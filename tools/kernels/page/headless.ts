/** The page that the runner drives: npm run kernels -- NAME. */
import { Refusal } from '../../../src/result.ts';
import type { RunChoice } from '../engine/choice.ts';
import { Workbench } from '../engine/workbench.ts';
import { runnable } from '../ladders/ladders.ts';

let workbench: Workbench | null = null;

/** An expected failure becomes its one line. */
async function orWords<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return error.failure.message;
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

const kernels = {
  open: () =>
    orWords(async () => {
      workbench = await Workbench.open(runnable);
      return workbench.gpu.adapter;
    }),
  run: (choice: RunChoice) => orWords(() => workbench!.run(choice)),
  bandwidth: () => workbench!.bandwidth(),
};

declare global {
  interface Window {
    kernels: typeof kernels;
  }
}

window.kernels = kernels;
