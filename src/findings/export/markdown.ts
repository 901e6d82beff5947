/** A finding for an issue tracker. */
import { count, percent, rate, short } from '../../format.ts';
import { errorInWords } from '../copy/diagnosis.ts';
import { headline, setUp } from '../copy/finding.ts';
import { worstStages } from '../diagnosis/worst_stages.ts';
import type { RecordedBench } from '../format/bench.ts';
import type { Finding, RecordedDiagnosis } from '../format/finding.ts';
import { figuresOf, type RecordedToken } from '../format/token.ts';
import { largestValues } from '../token/largest_values.ts';

/** What was found, the numbers that matter, the set-up. Nothing in it is a stranger's markup. */
export function asMarkdown(finding: Finding, link: string): string {
  return [
    `**${plain(headline(finding))}**`,
    '',
    ...linesOf(finding),
    '',
    ...setUp(finding).map(([term, text]) => `- ${term}: ${plain(text)}`),
    `- run it again: ${link}`,
    '',
  ].join('\n');
}

function linesOf(finding: Finding): string[] {
  switch (finding.kind) {
    case 'diagnosis':
      return diagnosisLines(finding.diagnosis);
    case 'bench':
      return benchLines(finding.bench);
    case 'live':
      return tokenLines(finding.live);
  }
}

/** The verdict and the worst stages. */
function diagnosisLines(diagnosis: RecordedDiagnosis): string[] {
  return [
    plain(diagnosis.verdict.text),
    '',
    '| stage | error | times the noise floor |',
    '| --- | --: | --: |',
    ...worstStages(diagnosis, 10).map(
      ({ name, error, timesFloor, bad }) =>
        `| ${name}${bad ? ' (wrong)' : ''} | ${errorInWords(error)} | ${errorInWords(timesFloor)} |`,
    ),
  ];
}

/** Every row, rounded. */
function benchLines({ report }: RecordedBench): string[] {
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

/** The largest values, and what each layer would say next, where that was looked at. */
function tokenLines({ token }: RecordedToken): string[] {
  const { lens } = token;
  return [
    '| stage | largest | channel |',
    '| --- | --: | --: |',
    ...largestValues(figuresOf(token))
      .slice(0, 10)
      .map(({ name, value, channel }) => `| ${name} | ${short(value)} | ${channel} |`),
    ...(lens ? ['', '| layer | would say |', '| --: | --- |'] : []),
    ...(lens?.layers ?? []).map(({ likeliest }, layer) => {
      const said = likeliest.slice(0, 3).map(({ name, share }) => `${plain(name)} (${percent(share)})`);
      return `| ${layer} | ${said.join(', ')} |`;
    }),
  ];
}

/** On one line, with every character that means something in Markdown or HTML escaped. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_{}[\]<>#|!&~@]/g, (sign) => `\\${sign}`);
}
