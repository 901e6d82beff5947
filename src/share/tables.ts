/** The numbers of a finding for other programs. */
import { exactJson } from './real.ts';
import type { Finding } from './finding.ts';
import { errorInWords, headline, setUp, worstStages } from './words.ts';

/** For an issue tracker: what was found, the set-up, the worst stages. Nothing in it is markup of a stranger's. */
export function asMarkdown(finding: Finding, link: string): string {
  const { diagnosis } = finding;
  return [
    `**${plain(headline(diagnosis.verdict))}**`,
    '',
    plain(diagnosis.verdict.text),
    '',
    '| stage | error | times the noise floor |',
    '| --- | --: | --: |',
    ...worstStages(diagnosis, 10).map(
      ({ name, error, floors, bad }) =>
        `| ${name}${bad ? ' (wrong)' : ''} | ${errorInWords(error)} | ${errorInWords(floors)} |`,
    ),
    '',
    ...setUp(finding).map(([term, said]) => `- ${term}: ${plain(said)}`),
    `- run it again: ${link}`,
    '',
  ].join('\n');
}

/** Every stage of replay and lockstep, unrounded. */
export function asCsv({ diagnosis }: Finding): string {
  const columns = ['error', 'absmax', 'referenceAbsmax', 'scale', 'nonFinite', 'unwritten', 'zeros', 'values'] as const;
  const rows = [
    ...diagnosis.replay.map((one) => ({ ...one, view: 'replay', steps: one.steps.join('+') })),
    ...diagnosis.lockstep.map((one) => ({ ...one, view: 'lockstep', steps: '', shape: '' })),
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
  const head = ['view', 'layer', 'steps', 'shape', 'stage', 'floor', 'bad', ...columns];
  return [head, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

export function asJson(finding: Finding): string {
  return `${JSON.stringify(JSON.parse(exactJson(finding)), null, 2)}\n`;
}

/** On one line, every sign that means something in Markdown or HTML made to mean itself. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_{}[\]<>#|!&~@]/g, (sign) => `\\${sign}`);
}
