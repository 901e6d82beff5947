/** The numbers of a benchmark for other programs. */
import { count, percent, rate } from '../../format.ts';
import type { RecordedBench } from '../format/bench.ts';

/** A Markdown table of every row, rounded. */
export function benchMarkdown({ report }: RecordedBench): string[] {
  return [
    '| program | work | tokens | tokens/s | ms | of copy bandwidth |',
    '| --- | --- | --: | --: | --: | --: |',
    ...report.decode.map(
      (row) =>
        `| ${row.program} | decode | ${count(row.context)} | ${rate(row.tokensPerSecond)} | ${rate(row.msPerToken)} | ${percent(row.bandwidthShare)} |`,
    ),
    ...report.prefill.map(
      (row) => `| ${row.program} | prefill | ${count(row.tokens)} | ${rate(row.tokensPerSecond)} | ${rate(row.ms)} | |`,
    ),
  ];
}

/** Every row, unrounded; times in ms, of a step alone a layer's. */
export function benchCsv({ report }: RecordedBench): (string | number)[][] {
  const head = ['work', 'program', 'step', 'tokens', 'tokens_per_second', 'ms', 'gpu_ms', 'bytes', 'bandwidth_share'];
  return [
    head,
    ...report.decode.map((row) => [
      'decode',
      row.program,
      '',
      row.context,
      row.tokensPerSecond,
      row.msPerToken,
      row.gpuMsPerToken ?? '',
      row.bytes,
      row.bandwidthShare,
    ]),
    ...report.prefill.map((row) => ['prefill', row.program, '', row.tokens, row.tokensPerSecond, row.ms, '', '', '']),
    ...report.steps.map((row) => ['step', row.program, row.step, 1, '', row.us / 1000, '', '', '']),
  ];
}
