import { count, percent, rate } from '../../format.ts';
import { t } from '../../strings/finding/t.ts';
import { leaders } from '../bench/series.ts';
import { benchFacts, benchHeadline, rateName, requestInWords } from '../copy/bench.ts';
import type { RecordedBench } from '../format/bench.ts';
import type { BenchFinding } from '../format/finding.ts';
import type { BenchSpec } from '../format/spec.ts';
import { readBench, writeBench } from '../link/packing/bench.ts';
import { drawBench, drawCosts } from '../picture/bench.ts';
import type { Kind } from './kind.ts';

type Report = RecordedBench['report'];

const programName = ({ program }: Report['decode'][number] | Report['prefill'][number]) =>
  rateName({ program, set: program });

export const bench: Kind<BenchFinding, BenchSpec, never> = {
  name: 'a benchmark',
  foundOn: ({ bench }) => bench.report,

  spec({ source, bench: { request, report } }) {
    const { name, hash, weights, cache } = report.model;
    return { kind: 'bench', model: { name, hash }, source, weights: weights.choice, cache: cache.type, request };
  },

  headline: ({ bench }) => benchHeadline(bench),
  facts: ({ bench }) => benchFacts(bench),
  specFacts: ({ request }) => [[t('toMeasure'), requestInWords(request)]],

  fileName({ bench }) {
    const { program, tokensPerSecond, length } = leaders(bench).first;
    return `${program} ${tokensPerSecond.toFixed(0)} a second at ${length}`;
  },

  /** Times in ms; of a step alone, per layer. */
  csv({ bench: { report } }) {
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
  },

  /** Every row, rounded. */
  markdown: ({ bench: { report } }) => [
    `| ${t('program')} | ${t('work')} | ${t('tokens')} | ${t('tokensPerSecond')} | ${t('ms')} | ${t('copyBandwidth')} |`,
    '| --- | --- | --: | --: | --: | --: |',
    ...report.decode.map(
      (row) =>
        `| ${programName(row)} | ${t('decoded')} | ${count(row.context)} | ${rate(row.tokensPerSecond)} | ${rate(row.msPerToken)} | ${percent(row.bandwidthShare)} |`,
    ),
    ...report.prefill.map(
      (row) =>
        `| ${programName(row)} | ${t('read')} | ${count(row.tokens)} | ${rate(row.tokensPerSecond)} | ${rate(row.ms)} | |`,
    ),
  ],

  picture: { tone: () => 'plain', main: drawBench, side: drawCosts },
  told: null,
  packing: { form: '5', write: writeBench, read: readBench },
};
