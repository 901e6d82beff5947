import { formatNames } from '../../../src/kernels/formats/formats.ts';
import type { RunChoice } from '../engine/choice.ts';
import { models } from '../engine/models.ts';
import { ladders, runnable } from '../ladders/ladders.ts';

/** What the page shows: a kernel, or all rungs of the ladder of that name. */
export type Choice = RunChoice;

const defaultName = 'product_add';

const pairsOf = (text: string) =>
  text
    .split(',')
    .map((pair) => pair.split('='))
    .filter((pair): pair is [string, string] => pair.length === 2);

/** The options of the command line that run the same, by name; what is left out is as it would be by itself. */
function optionsOf({ seed, model, sizes, format, tuning }: Choice): [string, string][] {
  const shape = [...(model === null ? [] : [model]), ...Object.entries(sizes).map((pair) => pair.join('='))].join(',');
  const changed = Object.entries(tuning).map((pair) => pair.join('='));
  const all: [string, string][] = [
    ['seed', seed === 1 ? '' : `${seed}`],
    ['shape', shape],
    ['format', format?.toLowerCase() ?? ''],
    ['tuning', changed.join(',')],
  ];
  return all.filter(([, value]) => value !== '');
}

export function commandOf(choice: Choice): string {
  const named = choice.name in ladders ? `--ladder ${choice.name}` : choice.name;
  return ['npm run kernels --', named, ...optionsOf(choice).map(([name, value]) => `--${name} ${value}`)].join(' ');
}

export function hashOf(choice: Choice): string {
  return `#${new URLSearchParams([['kernel', choice.name], ...optionsOf(choice)])}`.replaceAll('%2C', ',');
}

/** What an address says, as far as it makes sense. */
export function choiceOf(hash: string): Choice {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  const name = values.get('kernel') ?? defaultName;
  const [first = '', ...rest] = (values.get('shape') ?? '').split(',');
  const model = first in models ? first : null;
  const sizes = pairsOf(model === null ? [first, ...rest].join(',') : rest.join(','));
  return {
    name: name in runnable || name in ladders ? name : defaultName,
    seed: Number.parseInt(values.get('seed') ?? '1') || 1,
    model,
    sizes: Object.fromEntries(sizes.map(([size, value]) => [size, Number(value)])),
    format: formatNames.find((format) => format === values.get('format')?.toUpperCase()) ?? null,
    tuning: Object.fromEntries(pairsOf(values.get('tuning') ?? '')),
  };
}
