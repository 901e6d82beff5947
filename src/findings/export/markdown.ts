/** The numbers of a finding for other programs. */
import { liveCsv, liveMarkdown } from './token.ts';
import { exactJson } from '../format/real.ts';
import { benchCsv, benchMarkdown } from './bench.ts';
import type { Finding, RecordedDiagnosis } from '../format/finding.ts';
import { errorInWords, headline, setUp, worstStages } from '../copy/finding.ts';

/** For an issue tracker: what was found, the set-up, the worst stages. Nothing in it is markup of a stranger's. */
export function asMarkdown(finding: Finding, link: string): string {
  return [
    `**${plain(headline(finding))}**`,
    '',
    ...markdownOf(finding),
    '',
    ...setUp(finding).map(([term, said]) => `- ${term}: ${plain(said)}`),
    `- run it again: ${link}`,
    '',
  ].join('\n');
}

function diagnosisMarkdown(diagnosis: RecordedDiagnosis): string[] {
  return [
    plain(diagnosis.verdict.text),
    '',
    '| stage | error | times the noise floor |',
    '| --- | --: | --: |',
    ...worstStages(diagnosis, 10).map(
      ({ name, error, floors, bad }) =>
        `| ${name}${bad ? ' (wrong)' : ''} | ${errorInWords(error)} | ${errorInWords(floors)} |`,
    ),
  ];
}

/** Every row there is, unrounded. */
export function asCsv(finding: Finding): string {
  return rowsOf(finding)
    .map((row) => `${row.join(',')}\r\n`)
    .join('');
}

function rowsOf(finding: Finding): (string | number)[][] {
  switch (finding.kind) {
    case 'diagnosis':
      return diagnosisCsv(finding.diagnosis);
    case 'bench':
      return benchCsv(finding.bench);
    case 'live':
      return liveCsv(finding.live);
  }
}

function markdownOf(finding: Finding): string[] {
  switch (finding.kind) {
    case 'diagnosis':
      return diagnosisMarkdown(finding.diagnosis);
    case 'bench':
      return benchMarkdown(finding.bench);
    case 'live':
      return liveMarkdown(finding.live);
  }
}

/** Stages of replay and lockstep. */
function diagnosisCsv({ replay, lockstep }: RecordedDiagnosis): (string | number)[][] {
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

export function asJson(finding: Finding): string {
  return `${JSON.stringify(JSON.parse(exactJson(finding)), null, 2)}\n`;
}

/** On one line, every sign that means something in Markdown or HTML made to mean itself. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_{}[\]<>#|!&~@]/g, (sign) => `\\${sign}`);
}
