/** A finding for an issue tracker. */
import { count, percent, rate, short } from '../../format.ts';
import { errorInWords, verdictText } from '../copy/diagnosis.ts';
import { headline, setUp } from '../copy/finding.ts';
import { entropyInWords, probability, visible } from '../copy/odds.ts';
import { worstStages } from '../diagnosis/worst_stages.ts';
import type { RecordedBench } from '../format/bench.ts';
import type { Finding, RecordedDiagnosis } from '../format/finding.ts';
import type { RecordedOdds } from '../format/odds.ts';
import { figuresOf, type RecordedToken } from '../format/token.ts';
import { largestValues } from '../token/largest_values.ts';
import { t } from '../../strings/finding/t.ts';
import { rateName } from '../copy/bench.ts';
import { plain } from './plain.ts';

/** What was found, the numbers that matter, the set-up. Nothing in it is a stranger's markup. */
export function asMarkdown(finding: Finding, link: string): string {
  return [
    `**${plain(headline(finding))}**`,
    '',
    ...linesOf(finding),
    '',
    ...setUp(finding).map(([term, text]) => `- ${term}: ${plain(text)}`),
    `- ${t('runAgain')}: ${link}`,
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
    plain(verdictText(diagnosis.verdict)),
    '',
    `| ${t('stage')} | ${t('error')} | ${t('timesFloor')} |`,
    '| --- | --: | --: |',
    ...worstStages(diagnosis, 10).map(
      ({ name, error, timesFloor, bad }) =>
        `| ${bad ? t('wrongMark', { stage: name }) : name} | ${errorInWords(error)} | ${errorInWords(timesFloor)} |`,
    ),
  ];
}

const programName = ({
  program,
}: RecordedBench['report']['decode'][number] | RecordedBench['report']['prefill'][number]) =>
  rateName({ program, set: program });

/** Every row, rounded. */
function benchLines({ report }: RecordedBench): string[] {
  return [
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
  ];
}

/** The likeliest tokens where they are shared, the largest values, and what each layer would say next, where that was looked at. */
function tokenLines({ token, odds }: RecordedToken): string[] {
  const { lens } = token;
  return [
    ...(odds ? oddsLines(odds) : []),
    `| ${t('stage')} | ${t('absmax')} | ${t('channel')} |`,
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

function oddsLines(odds: RecordedOdds): string[] {
  const rows = odds.likeliest.map(
    ({ name, before, after }) =>
      `| ${plain(visible(name))} | ${probability(before)} | ${after === 0 ? 'cut' : probability(after)} |`,
  );
  const table = rows.length > 0 ? ['| token | before | after |', '| --- | --: | --: |', ...rows, ''] : [];
  return [`Entropy: ${entropyInWords(odds)}.`, '', ...table];
}
