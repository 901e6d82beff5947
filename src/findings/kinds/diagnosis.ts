import { t } from '../../strings/finding/t.ts';
import { errorInWords, timingsInWords, verdictInWords, verdictText } from '../copy/diagnosis.ts';
import { faultInWords, programInWords, promptInWords } from '../copy/run.ts';
import { worstStages } from '../diagnosis/worst_stages.ts';
import type { DiagnosisFinding } from '../format/finding.ts';
import type { DiagnosisSpec } from '../format/spec.ts';
import { toldDiagnosis, type ToldDiagnosis } from '../format/told.ts';
import { readDiagnosis, writeDiagnosis } from '../link/packing/diagnosis.ts';
import { drawDiagnosis, drawWorst } from '../picture/diagnosis.ts';
import { plain } from '../export/plain.ts';
import type { Kind } from './kind.ts';

/** As many as a reader wants to know before running it again. */
const toldStages = 5;

export const diagnosis: Kind<DiagnosisFinding, DiagnosisSpec, ToldDiagnosis> = {
  name: 'a diagnosis',
  foundOn: ({ diagnosis }) => diagnosis,

  spec({ diagnosis, source, weights, cache, prompt }) {
    const { model, program, fault, bisection } = diagnosis;
    return {
      kind: 'diagnosis',
      model: { name: model.name, hash: model.hash },
      source,
      weights,
      cache,
      program,
      fault,
      prompt: prompt.show === 'shown' ? { show: 'shown', tokens: prompt.tokens } : prompt,
      bisect: bisection !== null,
    };
  },

  headline: ({ diagnosis }) => verdictInWords(diagnosis.verdict),

  facts: ({ diagnosis, prompt }) => [
    [t('program'), programInWords(diagnosis.program)],
    [t('fault'), faultInWords(diagnosis.fault)],
    [t('prompt'), promptInWords(prompt)],
    [t('sampling'), t('noSampling')],
    ...(diagnosis.timings ? [[t('took'), timingsInWords(diagnosis.timings)] as [string, string]] : []),
  ],

  specFacts: ({ program, fault, prompt, bisect }) => [
    [t('program'), programInWords(program)],
    [t('fault'), faultInWords(fault)],
    [t('prompt'), promptInWords(prompt)],
    [t('bisection'), t(bisect ? 'asked' : 'notAsked')],
  ],

  fileName({ diagnosis }) {
    const { status, step, layer } = diagnosis.verdict;
    if (status === 'untrusted') return 'reference-wrong';
    return status === 'pass' ? 'pass' : `${step}${layer === null ? '' : `-L${layer}`}-wrong`;
  },

  /** Stages of replay and lockstep. */
  csv({ diagnosis: { replay, lockstep } }) {
    const columns = [
      'error',
      'absmax',
      'referenceAbsmax',
      'scale',
      'nonFinite',
      'unwritten',
      'zeros',
      'values',
    ] as const;
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
  },

  /** The verdict and the worst stages. */
  markdown: ({ diagnosis }) => [
    plain(verdictText(diagnosis.verdict)),
    '',
    `| ${t('stage')} | ${t('error')} | ${t('timesFloor')} |`,
    '| --- | --: | --: |',
    ...worstStages(diagnosis, 10).map(
      ({ name, error, timesFloor, bad }) =>
        `| ${bad ? t('wrongMark', { stage: name }) : name} | ${errorInWords(error)} | ${errorInWords(timesFloor)} |`,
    ),
  ],

  picture: {
    tone: ({ diagnosis }) => (diagnosis.verdict.status === 'pass' ? 'good' : 'bad'),
    main: drawDiagnosis,
    side: drawWorst,
  },

  told: {
    schema: toldDiagnosis,
    of({ diagnosis }) {
      const { status, step, layer } = diagnosis.verdict;
      const worst = worstStages(diagnosis, toldStages).map((stage) => ({
        ...stage,
        error: Number(stage.error.toPrecision(3)),
        timesFloor: Number(stage.timesFloor.toPrecision(3)),
      }));
      return { status, step, layer, worst };
    },
  },

  packing: { form: '4', write: writeDiagnosis, read: readDiagnosis },
};
