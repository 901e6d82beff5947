import type { Page } from 'playwright-core';

/** What the page's main thread did without a pause, in milliseconds. */
export interface Task {
  /** Of the processor: what it would take on a machine that does nothing else. */
  cpu: number;
  /** As it passed. */
  wall: number;
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** In microseconds, as `tdur` is, which counts the time of the thread. */
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

/** All tasks of the page's main thread while `work` goes on, the longest first. */
export async function tasksDuring(page: Page, work: () => Promise<unknown>): Promise<Task[]> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const named = (name: string) =>
    traceEvents.filter((event) => event.name === 'thread_name' && event.args?.name === name);
  const main = new Set(named('CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents.filter(({ name, pid, tid }) => /RunTask$/.test(name) && main.has(`${pid} ${tid}`));
  return tasks
    .map(({ dur = 0, tdur = dur }) => ({ cpu: tdur / 1000, wall: dur / 1000 }))
    .toSorted((a, b) => b.cpu - a.cpu);
}
