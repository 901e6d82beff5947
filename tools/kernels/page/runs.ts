import { create } from 'zustand';
import type { AdapterDescription } from '../../../src/gpu/adapter.ts';
import { Refusal } from '../../../src/result.ts';
import { Workbench, type Report } from '../engine/workbench.ts';
import { ladders, rungName, runnable } from '../ladders/ladders.ts';
import { choiceOf, type Choice } from './address.ts';

interface Runs {
  choice: Choice;
  adapter: AdapterDescription | null;
  /** Bytes a second, once it is measured. */
  bandwidth: number | null;
  /** Of the kernel, or of the rungs of a ladder so far. */
  reports: readonly Report[];
  /** Microseconds of the run before, by kernel. */
  before: ReadonlyMap<string, number>;
  busy: boolean;
  /** Why nothing runs, in one line. */
  refusal: string | null;
  /** Milliseconds from when a shader was seen to be saved until its result was here. */
  afterSaving: number | null;
}

export const useRuns = create<Runs>()(() => ({
  choice: choiceOf(location.hash),
  adapter: null,
  bandwidth: null,
  reports: [],
  before: new Map(),
  busy: true,
  refusal: null,
  afterSaving: null,
}));

const { getState, setState } = useRuns;

const opened = Workbench.open(runnable);
opened.catch(() => {}); // every run says why

/** Counts runs: one that is not the last shows nothing more. */
let last = 0;

/** Runs what the address says: a kernel, or a ladder from the first rung on. */
export async function runAddress(): Promise<void> {
  setState({ choice: choiceOf(location.hash), reports: [], before: new Map(), afterSaving: null });
  await run(null);
}

/** Runs it again because a shader was saved, `savedAt` by the clock. */
async function rerun(savedAt: number): Promise<void> {
  const times = getState().reports.flatMap(({ name, timing }) => (timing ? [[name, timing.us] as const] : []));
  setState({ before: new Map(times) });
  await run(savedAt);
}

async function run(savedAt: number | null): Promise<void> {
  const own = ++last;
  const { choice } = getState();
  const show = (changes: Partial<Runs>) => void (own === last && setState(changes));
  show({ busy: true, refusal: null });
  try {
    const workbench = await opened;
    show({ adapter: workbench.gpu.adapter });
    const reports: Report[] = [];
    const judged = (report: Report) => {
      show({ reports: [...reports, report], afterSaving: savedAt === null ? null : Date.now() - savedAt });
    };
    const names = ladders[choice.name]?.rungs.map((rung) => rungName(choice.name, rung.name)) ?? [choice.name];
    for (const name of names) {
      if (own !== last) return;
      reports.push(await workbench.run({ ...choice, name }, judged));
      show({ reports: [...reports] });
    }
    show({ busy: false });
    if (own === last) show({ bandwidth: await workbench.bandwidth() });
  } catch (error) {
    show({ busy: false, refusal: wordsOf(error), reports: [] });
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof Refusal) return error.failure.message;
  return error instanceof Error ? error.message : String(error);
}

addEventListener('hashchange', () => void runAddress());

if (import.meta.hot) {
  import.meta.hot.on('vite:afterUpdate', ({ updates }) => {
    const shader = updates.find(({ path }) => path.endsWith('.wgsl'));
    if (shader) void rerun(shader.timestamp);
  });
  import.meta.hot.on('vite:error', ({ err }) => {
    last += 1;
    setState({ busy: false, reports: [], refusal: err.message.split('\n')[0]! });
  });
}
