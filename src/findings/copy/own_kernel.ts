/** What was found of a person's own kernel, in words. */
import { count, short, times } from '../../format.ts';
import { oneLine } from '../../result.ts';
import { t } from '../../strings/own_kernel/t.ts';
import type { KernelReproduction } from '../own_kernel/compare.ts';
import type { KernelMessage, KernelTime, KernelTrial, OwnKernelReport, ReplayedStage } from '../../worker/api.ts';

/** What a verdict is made of. */
export type Tried = Pick<OwnKernelReport, 'kernel' | 'compiled' | 'alone' | 'replay' | 'times'> & {
  messages: readonly Pick<KernelMessage, 'type'>[];
};

export type OwnKernelStatus = 'right' | 'wrong' | 'uncompiled';

export function ownKernelStatus({
  compiled,
  alone,
  replay,
}: Pick<Tried, 'compiled' | 'alone' | 'replay'>): OwnKernelStatus {
  if (!compiled) return 'uncompiled';
  return [...alone, ...replay].some(({ bad }) => bad) ? 'wrong' : 'right';
}

/** The verdict in one sentence. */
export function ownKernelHeadline(tried: Tried): string {
  const kernel = tried.kernel ?? '';
  const errors = { count: errorsIn(tried) };
  switch (ownKernelStatus(tried)) {
    case 'uncompiled':
      return tried.kernel === null ? t('textUncompiled', errors) : t('uncompiled', { kernel, ...errors });
    case 'wrong':
      return t('wrong', { kernel });
    case 'right':
      return tried.alone.length > 0 ? t('right', { kernel }) : t('rightInModel', { kernel });
  }
}

const errorsIn = ({ messages }: Tried) => messages.filter(({ type }) => type === 'error').length;

/** The verdict on somebody's kernel, wherever they tried it. */
export function foundHeadline(kernel: string | null, status: OwnKernelStatus): string {
  if (kernel === null) return t('foundNameless');
  return t('found', { kernel, status });
}

/** What the verdict follows from, of a kernel that is wrong what shows it best first; then how fast it is. */
export function ownKernelDetails(tried: Tried): string[] {
  if (!tried.compiled) return [];
  const [time] = tried.times;
  const speed = time && t('faster', { ...timeInWords(time), times: times(time.onFile / time.own) });
  const evidence = ownKernelStatus(tried) === 'wrong' ? wrongInWords(tried) : rightInWords(tried);
  return speed === undefined ? evidence : [...evidence, speed];
}

function rightInWords({ alone, replay }: Tried): string[] {
  return [
    alone.length > 0 ? t('aloneAgrees', { count: alone.length }) : t('untried'),
    t('modelAgrees', { count: replay.length }),
  ];
}

function wrongInWords({ alone, replay }: Tried): string[] {
  const trial = worstFirst(alone).find(({ bad }) => bad);
  const stage = worstStage(replay);
  const wrong = (all: readonly { bad: boolean }[]) => count(all.filter(({ bad }) => bad).length);
  return [
    ...(trial ? [aloneInWords(trial)] : []),
    ...(stage ? [inModelInWords(stage)] : []),
    t('counts', { trials: wrong(alone), ofTrials: alone.length, stages: wrong(replay), ofStages: replay.length }),
  ];
}

function aloneInWords({ inputs, seed, error, bound }: KernelTrial): string {
  if (!Number.isFinite(error)) return t('wrongValues', { inputs, seed: `${seed}` });
  return t('wrongAlone', { inputs, seed: `${seed}`, error: short(error), bound: short(bound) });
}

function inModelInWords({ layer, stage, evidence: { error }, floor }: ReplayedStage): string {
  if (!Number.isFinite(error)) return t('wrongStages', { stage });
  // Nobody compares millions.
  const far = error / floor > 1e6;
  const beyond = far ? t('farBeyond', { floor: short(floor) }) : t('timesFloor', { times: times(error / floor) });
  const measured = { stage, error: short(error), beyond };
  return layer === null ? t('wrongOutside', measured) : t('wrongInModel', { ...measured, layer });
}

const shapes = { one: 'one', 'one-long': 'oneLong', few: 'few', 'few-long': 'fewLong', many: 'many' } as const;

export const shapeInWords = (shape: ReplayedStage['shape']): string => t(shapes[shape]);

export function timeInWords({ shape, own, onFile }: KernelTime) {
  return { shape: shapeInWords(shape), own: microseconds(own), onFile: microseconds(onFile) };
}

/** Three digits that count. */
export const microseconds = (us: number): string => `${Number(us.toPrecision(3))}`;

/** What a compiler says; nothing where the text that it quotes is withheld. */
export const messageInWords = ({ text }: { text: string | null }): string => text ?? t('messageWithheld');

/** Where a compiler says it. */
export function placeInWords({ file, line, column }: Pick<KernelMessage, 'file' | 'line' | 'column'>): string {
  if (line === null) return t('nowhere');
  return file === null ? t('atLine', { line, column: column ?? 1 }) : t('inFile', { file, line });
}

/** A stranger's text as it is shown: nothing in it reorders what it stands beside. */
export const shownText = (text: string): string =>
  text
    .replaceAll('\t', '  ')
    .split('\n')
    .map((line) => oneLine(line.replace(/\r$/, '')))
    .join('\n');

/** What came of running it again on `adapter`, in a sentence or two. */
export function kernelAnswer({ status, trials, stages, reproduced }: KernelReproduction, adapter: string): string {
  const { recorded, here } = status;
  if (recorded !== here) return t('otherVerdict', { adapter, recorded, here });
  if (here === 'uncompiled') return t('uncompiledAgain', { adapter });
  const all = { adapter, here, trials: trials.length, stages: stages.stages.length };
  if (reproduced) return t('reproduced', all);
  const differing = trials.filter(({ outcome }) => outcome === 'differs').length;
  return t('differs', { ...all, differing, differingStages: stages.counts.differs });
}

/** Those furthest beyond what is allowed come first. */
export const worstFirst = (alone: readonly KernelTrial[]): KernelTrial[] =>
  alone.toSorted((a, b) => Number(b.bad) - Number(a.bad) || beyond(b.error / b.bound) - beyond(a.error / a.bound));

/** One that is not finite is as bad as can be. */
const beyond = (times: number) => (Number.isFinite(times) ? times : Number.MAX_VALUE);

/** The bad one that is furthest beyond its noise floor. */
function worstStage(replay: readonly ReplayedStage[]): ReplayedStage | null {
  const bad = replay.filter((stage) => stage.bad);
  const size = ({ evidence: { error }, floor }: ReplayedStage) => beyond(error / floor);
  return bad.toSorted((a, b) => size(b) - size(a))[0] ?? null;
}
