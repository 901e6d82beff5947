/** The figures of a token for other programs. */
import { short } from '../../format.ts';
import { attentionFigures, rowFigures, stages } from '../token/plots.ts';
import { figuresOf, type RecordedLive } from '../format/token.ts';
import { largestValues } from '../copy/token.ts';

/** A Markdown table of the largest values. */
export function liveMarkdown({ token }: RecordedLive): string[] {
  return [
    '| stage | largest | channel |',
    '| --- | --: | --: |',
    ...largestValues(figuresOf(token))
      .slice(0, 10)
      .map(({ name, value, channel }) => `| ${name} | ${short(value)} | ${channel} |`),
  ];
}

/** A row a stage of a layer, and one for its attention. */
export function liveCsv({ token }: RecordedLive): (string | number)[][] {
  const columns = [...rowFigures, 'channel'] as const;
  const blank = (count: number) => Array.from({ length: count }, () => '');
  return [
    ['layer', 'stage', ...columns, ...attentionFigures],
    ...Array.from({ length: token.layers }, (_, layer) => [
      ...stages.map((stage, s) => [
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
