import type { BenchReport } from '../../worker/api.ts';

/** The report for a terminal: one table per kind of measurement. */
export function benchTables({ decode, prefill, steps, copyBytesPerSecond }: BenchReport): string {
  const decodeTable = table(
    [
      'program',
      'context',
      'tokens/s',
      'p10',
      'ms/token',
      'watched',
      'GPU ms',
      'dispatches',
      'MB/token',
      'of copy bandwidth',
      'first token ms',
    ],
    decode.map((row) => [
      row.program,
      `${row.context}`,
      row.tokensPerSecond.toFixed(1),
      row.p10.toFixed(1),
      row.msPerToken.toFixed(3),
      `${row.watchedShare < 0 ? '' : '+'}${(100 * row.watchedShare).toFixed(1)}%`,
      row.gpuMsPerToken?.toFixed(3) ?? '-',
      `${row.dispatches}`,
      (row.bytes / 1e6).toFixed(0),
      `${(100 * row.bandwidthShare).toFixed(0)}%`,
      row.timeToFirstTokenMs?.toFixed(1) ?? '-',
    ]),
  );
  const prefillTable = table(
    ['program', 'prompt', 'ms', 'tokens/s'],
    prefill.map((row) => [row.program, `${row.tokens}`, row.ms.toFixed(2), row.tokensPerSecond.toFixed(0)]),
  );
  const programs = [...new Set(steps.map((row) => row.program))];
  const names = [...new Set(steps.map((row) => row.step))];
  const stepTable = table(
    ['step, us a layer', ...programs],
    names.map((step) => [
      step,
      ...programs.map(
        (program) => steps.find((row) => row.program === program && row.step === step)?.us.toFixed(2) ?? '-',
      ),
    ]),
  );
  return [
    `copy bandwidth ${(copyBytesPerSecond / 1e9).toFixed(0)} GB/s, read and written by a kernel`,
    decodeTable,
    prefillTable,
    stepTable,
  ].join('\n\n');
}

/** Columns as wide as their widest cell, with numbers aligned right. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ');
  return [head, ...rows].map(line).join('\n');
}
