import type { AdapterDescription } from '../../src/gpu/adapter.ts';
import type { Report } from './engine/workbench.ts';
import { gigabytes, judgementText, microseconds, percent, speedOf, speedText, verdict } from './figures.ts';

/** What the runner writes with --json. */
export interface KernelsReport {
  version: 1;
  adapter: AdapterDescription;
  browser: string;
  driver: string | null;
  /** Bytes read and written a second by copies. */
  copyBandwidth: number;
  /** Texts of kernels are left out. */
  runs: (Omit<Report, 'kernels'> & { messages: string[] })[];
}

/** One kernel, in a few lines. */
export function runText(report: Report, bandwidth: number): string {
  const { name, shape, judgement, worst } = { ...report, worst: report.judgement?.worst };
  const lines = [`${name}: ${shape}`, verdict(report)];
  if (judgement) lines.push(judgementText(judgement));
  if (worst && verdict(report) !== 'right') {
    lines.push(`largest error at value ${worst.index}: ${worst.actual} in place of ${worst.expected}`);
  }
  if (report.judgement) lines.push(speedText(report, bandwidth));
  return lines.join('\n  ');
}

/** A ladder, a line a rung. */
export function ladderTable(reports: readonly Report[], lessons: readonly string[], bandwidth: number): string {
  const rows = reports.map((report, n) => {
    const speed = speedOf(report, bandwidth);
    const name = report.name.split('/').at(-1)!;
    const { judgement } = report;
    return [
      `${n + 1} ${name}`,
      judgement && report.trouble === null ? (judgement.error / judgement.bound).toFixed(2) : 'wrong',
      speed ? microseconds(speed.us) : '',
      speed ? gigabytes(speed.perSecond) : '',
      speed ? percent(speed.share) : '',
      lessons[n]!,
    ];
  });
  const header = ['rung', 'error/bound', 'time', 'read, written', 'of copies', 'lesson'];
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  return [header, ...rows]
    .map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]!))).join('  '))
    .join('\n');
}
