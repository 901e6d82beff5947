/** The numbers of a finding as CSV: every row there is, unrounded. */
import type { Finding, RecordedDiagnosis } from '../format/finding.ts';
import type { RecordedBench } from '../format/bench.ts';
import type { RecordedToken } from '../format/token.ts';
import { attentionFigures, rowFigures, watchedStages } from '../../vocabulary/token_statistics.ts';

type Rows = (string | number)[][];

export function asCsv(finding: Finding): string {
  return rowsOf(finding)
    .map((row) => `${row.join(',')}\r\n`)
    .join('');
}

function rowsOf(finding: Finding): Rows {
  switch (finding.kind) {
    case 'diagnosis':
      return diagnosisRows(finding.diagnosis);
    case 'bench':
      return benchRows(finding.bench);
    case 'live':
      return tokenRows(finding.live);
  }
}

/** Stages of replay and lockstep. */
function diagnosisRows({ replay, lockstep }: RecordedDiagnosis): Rows {
  const columns = ['error', 'absmax', 'referenceAbsmax', 'scale', 'nonFinite', 'unwritten', 'zeros', 'values'] as const;
  const rows = [
    ...replay.map((one) => ({ ...one, view: 'replay', steps: one.steps.join('+') })),
    ...lockstep.map((one) => ({ ...one, view: 'lockstep', steps: '', shape: '' })),
  ].map(({ view, layer, steps, shape, stage, evidence, floor, bad }) => [
    view,
    layer ?? '',
    steps,
    shape,
    stage,
    floor,
    Number(bad),
    ...columns.map((column) => evidence[column]),
  ]);
  return [['view', 'layer', 'steps', 'shape', 'stage', 'floor', 'bad', ...columns], ...rows];
}

/** Times in ms; of a step alone, per layer. */
function benchRows({ report }: RecordedBench): Rows {
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

/** A row a stage of a layer, and one for the layer's attention. */
function tokenRows({ token }: RecordedToken): Rows {
  const columns = [...rowFigures, 'channel'] as const;
  const blank = (count: number) => Array.from({ length: count }, () => '');
  return [
    ['layer', 'stage', ...columns, ...attentionFigures],
    ...Array.from({ length: token.layers }, (_, layer) => [
      ...watchedStages.map((stage, s) => [
        layer,
        stage,
        ...columns.map((figure) => token.rows[figure][s * token.layers + layer]!),
        ...blank(attentionFigures.length),
      ]),
      [
        layer,
        'attention',
        ...blank(columns.length),
        ...attentionFigures.map((figure) => token.attention[figure][layer]!),
      ],
    ]).flat(),
  ];
}
