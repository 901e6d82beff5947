import { count, short, times } from '../../format.ts';
import { listed } from '../../strings/localized.ts';
import { t } from '../../strings/own_kernel/t.ts';
import { errorInWords } from '../copy/diagnosis.ts';
import {
  foundHeadline,
  messageInWords,
  ownKernelDetails,
  ownKernelStatus,
  placeInWords,
  shapeInWords,
  timeInWords,
  worstFirst,
} from '../copy/own_kernel.ts';
import type { Fact } from '../copy/run.ts';
import { worstStages } from '../diagnosis/worst_stages.ts';
import { plain } from '../export/plain.ts';
import type { KernelFinding } from '../format/finding.ts';
import type { RecordedKernel } from '../format/own_kernel.ts';
import type { KernelSpec } from '../format/spec.ts';
import { toldKernel, type ToldKernel } from '../format/told.ts';
import { readKernel, writeKernel } from '../link/packing/own_kernel.ts';
import { byStage } from '../own_kernel/by_shape.ts';
import { drawKernel, drawShapes } from '../picture/own_kernel.ts';
import type { Kind } from './kind.ts';

export const ownKernel: Kind<KernelFinding, KernelSpec, ToldKernel> = {
  name: 'a verdict on somebody’s own kernel',
  foundOn: ({ kernel }) => kernel,

  spec({ source, weights, cache, kernel: { model, kernel, seed, text } }) {
    return {
      kind: 'kernel',
      model: { name: model.name, hash: model.hash },
      source,
      weights,
      cache,
      kernel,
      seed,
      text,
    };
  },

  headline: ({ kernel }) => foundHeadline(kernel.kernel, ownKernelStatus(kernel)),

  facts({ kernel }) {
    const steps = [...new Set(kernel.replay.flatMap(({ steps }) => steps))];
    const name = kernel.kernel ?? t('nameless');
    return kernelFacts(kernel, steps.length > 0 ? t('option', { name, steps: listed(steps) }) : name);
  },

  specFacts: (spec) => kernelFacts(spec, spec.kernel ?? t('nameless')),

  fileName: ({ kernel }) => `${kernel.kernel ?? 'kernel'}-${ownKernelStatus(kernel)}`,

  /** Trials alone by their seeds, stages of the replay, times in microseconds. What inputs are like is left out: it is a stranger's text. */
  csv: ({ kernel: { alone, replay, times } }) => [
    ['view', 'layer', 'steps', 'shape', 'stage', 'seed', 'error', 'allowed', 'bad', 'own_us', 'on_file_us'],
    ...alone.map(({ step, kernel, seed, error, bound, bad }) => [
      'alone',
      '',
      step ?? '',
      '',
      kernel,
      seed,
      error,
      bound,
      Number(bad),
      '',
      '',
    ]),
    ...replay.map(({ layer, steps, shape, stage, evidence, floor, bad }) => [
      'replay',
      layer ?? '',
      steps.join('+'),
      shape,
      stage,
      '',
      evidence.error,
      floor,
      Number(bad),
      '',
      '',
    ]),
    ...times.map(({ shape, own, onFile }) => ['time', '', '', shape, '', '', '', '', '', own, onFile]),
  ],

  /** What the verdict follows from, every trial, the stages by batch, the times, and the text where it is shared. */
  markdown({ kernel }) {
    const { messages, text } = kernel;
    return [
      ...ownKernelDetails(kernel).map(plain),
      ...messages.map((message) => `- ${plain(placeInWords(message))}: ${plain(messageInWords(message))}`),
      ...trialLines(kernel),
      ...stageLines(kernel),
      ...timeLines(kernel),
      ...(text === null ? [] : ['', ...fenced(text)]),
    ];
  },

  picture: {
    tone: ({ kernel }) => (ownKernelStatus(kernel) === 'right' ? 'good' : 'bad'),
    main: drawKernel,
    side: drawShapes,
  },

  told: {
    schema: toldKernel,
    of({ kernel }) {
      const { alone, replay, times } = kernel;
      const [trial] = worstFirst(alone);
      const [stage] = worstStages(kernel, 1);
      const tally = (all: readonly { bad: boolean }[]) => ({
        wrong: all.filter(({ bad }) => bad).length,
        of: all.length,
      });
      return {
        status: ownKernelStatus(kernel),
        trials: tally(alone),
        stages: tally(replay),
        trial: trial ? { seed: trial.seed, error: digits(trial.error), bound: digits(trial.bound) } : null,
        stage: stage ? { name: stage.name, error: digits(stage.error), timesFloor: digits(stage.timesFloor) } : null,
        times: times.map(({ shape, own, onFile }) => ({ shape, own: digits(own), onFile: digits(onFile) })),
      };
    },
  },

  packing: { form: '7', write: writeKernel, read: readKernel },
};

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

const digits = (value: number): number => Number(value.toPrecision(3));

function kernelFacts({ seed, text }: Pick<KernelSpec, 'seed' | 'text'>, kernel: string): Fact[] {
  return [
    [t('standsInFor'), kernel],
    [t('seedTerm'), `${seed}`],
    [t('textTerm'), text === null ? t('textWithheld') : t('textShared', { bytes: count(byteLength(text)) })],
  ];
}

function trialLines({ alone }: RecordedKernel): string[] {
  if (alone.length === 0) return [];
  return [
    '',
    `| ${t('alone')} | ${t('seedTerm')} | ${t('error')} | ${t('bound')} |`,
    '| --- | --: | --: | --: |',
    ...worstFirst(alone).map(
      ({ inputs, seed, error, bound }) =>
        `| ${plain(inputs)} | ${seed} | ${errorInWords(error)} | ${errorInWords(bound)} |`,
    ),
  ];
}

function stageLines({ replay }: RecordedKernel): string[] {
  if (replay.length === 0) return [];
  return [
    '',
    `| ${t('stage')} | ${t('batch')} | ${t('wrongLayers')} | ${t('worstError')} | ${t('floor')} |`,
    '| --- | --- | --: | --: | --: |',
    ...byStage(replay).map(
      ({ stage, shape, layers, wrong, worst }) =>
        `| ${stage} | ${shapeInWords(shape)} | ${t('ofLayers', { wrong, count: layers.length })} | ${errorInWords(worst.evidence.error)} | ${short(worst.floor)} |`,
    ),
  ];
}

function timeLines({ times: taken }: RecordedKernel): string[] {
  if (taken.length === 0) return [];
  return [
    '',
    `| ${t('batch')} | ${t('ownColumn')} | ${t('onFileColumn')} | ${t('ratio')} |`,
    '| --- | --: | --: | --: |',
    ...taken.map((time) => {
      const { shape, own, onFile } = timeInWords(time);
      return `| ${shape} | ${own} | ${onFile} | ${times(time.own / time.onFile)} |`;
    }),
  ];
}

/** In a fence that the text cannot end. */
function fenced(text: string): string[] {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return [`${fence}wgsl`, text.trimEnd(), fence];
}
