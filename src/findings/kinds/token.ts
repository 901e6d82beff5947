import { percent, short } from '../../format.ts';
import { t } from '../../strings/finding/t.ts';
import { attentionFigures, rowFigures, watchedStages } from '../../vocabulary/token_statistics.ts';
import { entropyInWords, probability, visible } from '../copy/odds.ts';
import { faultInWords, programInWords, promptInWords } from '../copy/run.ts';
import { samplingInWords, tokenHeadline } from '../copy/token.ts';
import { plain } from '../export/plain.ts';
import type { TokenFinding } from '../format/finding.ts';
import type { RecordedOdds } from '../format/odds.ts';
import type { TokenSpec } from '../format/spec.ts';
import { figuresOf } from '../format/token.ts';
import { readToken, writeToken } from '../link/packing/token.ts';
import { drawFigures, drawToken } from '../picture/token.ts';
import { largestValues } from '../token/largest_values.ts';
import type { Kind } from './kind.ts';

export const token: Kind<TokenFinding, TokenSpec, never> = {
  name: 'the figures of a token',
  foundOn: ({ live }) => live,

  spec({ live, source, weights, cache, prompt }) {
    const { name, hash } = live.model;
    return {
      kind: 'live',
      model: { name, hash },
      source,
      weights,
      cache,
      program: live.token.program,
      fault: live.fault,
      prompt: prompt.show === 'shown' ? { show: 'shown', tokens: prompt.tokens } : prompt,
      from: live.from,
    };
  },

  headline: ({ live }) => tokenHeadline(live),

  facts: ({ live, prompt }) => [
    [t('program'), programInWords(live.token.program)],
    [t('fault'), faultInWords(live.fault)],
    [t('conversation'), promptInWords(prompt)],
    [t('sampling'), samplingInWords(live.sampling)],
  ],

  specFacts: ({ program, fault, prompt, from }) => [
    [t('program'), programInWords(program)],
    [t('fault'), faultInWords(fault)],
    [t('conversation'), promptInWords(prompt)],
    [t('watched'), t('fromPosition', { position: from })],
  ],

  fileName({ live }) {
    const { position, trouble } = live.token;
    return trouble ? `${trouble.stage}-L${trouble.layer}-${trouble.kind}` : `position-${position}`;
  },

  /** A row a stage of a layer, and one for the layer's attention. */
  csv({ live: { token } }) {
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
  },

  /** The likeliest tokens where they are shared, the largest values, and what each layer would say next, where that was looked at. */
  markdown({ live: { token, odds } }) {
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
  },

  picture: {
    tone: ({ live }) => (live.token.trouble ? 'bad' : 'plain'),
    main: drawToken,
    side: drawFigures,
  },

  told: null,
  packing: { form: '6', write: writeToken, read: readToken },
};

function oddsLines(odds: RecordedOdds): string[] {
  const rows = odds.likeliest.map(
    ({ name, before, after }) =>
      `| ${plain(visible(name))} | ${probability(before)} | ${after === 0 ? 'cut' : probability(after)} |`,
  );
  const table = rows.length > 0 ? ['| token | before | after |', '| --- | --: | --: |', ...rows, ''] : [];
  return [`Entropy: ${entropyInWords(odds)}.`, '', ...table];
}
