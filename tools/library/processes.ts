import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Linux's, everywhere but on a few old machines. */
const ticksPerSecond = 100;

/** What Linux tells in /proc of the processes of a group. Elsewhere there is none. */
export class ProcessGroup {
  constructor(readonly id: number) {}

  /** What they have computed so far. */
  cpuSeconds(): number {
    const ticks = this.#processes().map(({ stat }) => Number(stat[11]) + Number(stat[12]));
    return ticks.reduce((sum, each) => sum + each, 0) / ticksPerSecond;
  }

  /** Bytes of memory that belong to all of them but Chromium's GPU process, which holds the weights where there is no GPU. */
  memoryBytes(): number {
    return this.#processes()
      .filter(({ pid }) => !read(pid, 'cmdline').includes('--type=gpu-process'))
      .flatMap(({ pid }) => [...read(pid, 'status').matchAll(/^Rss(?:Anon|Shmem):\s*(\d+) kB$/gm)])
      .reduce((sum, [, kibibytes]) => sum + Number(kibibytes) * 1024, 0);
  }

  #processes(): { pid: string; stat: string[] }[] {
    if (!existsSync('/proc/self/stat')) return [];
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => ({ pid, stat: read(pid, 'stat').split(') ').at(-1)!.split(' ') }))
      .filter(({ stat }) => Number(stat[2]) === this.id);
  }
}

/** Empty when the process has ended meanwhile. */
function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}
