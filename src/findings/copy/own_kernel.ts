/** What was found of a person's own kernel, in words. */
import { count, short, times } from '../../format.ts';
import { t } from '../../strings/own_kernel/t.ts';
import { adapterName } from './adapter.ts';
import type { KernelTime, KernelTrial, OwnKernelReport, ReplayedStage } from '../../worker/api.ts';

/** What a verdict is made of. */
type Tried = Pick<OwnKernelReport, 'kernel' | 'compiled' | 'messages' | 'alone' | 'replay' | 'times'>;

export type OwnKernelStatus = 'right' | 'wrong' | 'uncompiled';

export function ownKernelStatus({ compiled, alone, replay }: Tried): OwnKernelStatus {
  if (!compiled) return 'uncompiled';
  return [...alone, ...replay].some(({ bad }) => bad) ? 'wrong' : 'right';
}

/** The verdict in one sentence. */
export function ownKernelHeadline(tried: Tried): string {
  const kernel = tried.kernel ?? '';
  const errors = { count: tried.messages.filter(({ type }) => type === 'error').length };
  switch (ownKernelStatus(tried)) {
    case 'uncompiled':
      return tried.kernel === null ? t('textUncompiled', errors) : t('uncompiled', { kernel, ...errors });
    case 'wrong':
      return t('wrong', { kernel });
    case 'right':
      return tried.alone.length > 0 ? t('right', { kernel }) : t('rightInModel', { kernel });
  }
}

/** What the verdict follows from, of a kernel that is wrong what shows it best first; then how fast it is. */
export function ownKernelDetails(tried: Tried): string[] {
  if (!tried.compiled) return [];
  const [time] = tried.times;
  const speed = time && t('faster', { ...timeInWords(time), times: times(time.onFile / time.own) });
  const evidence = ownKernelStatus(tried) === 'wrong' ? wrongInWords(tried) : rightInWords(tried);
  return speed === undefined ? evidence : [...evidence, speed];
}

/** The verdict with all that it takes to try the kernel again, for an issue or a chat. */
export function ownKernelMarkdown(report: OwnKernelReport, browser: string): string {
  const { model, adapter, seed, text, messages } = report;
  const said = messages.map((message) => `- ${[message.file, message.line, message.text].filter(Boolean).join(': ')}`);
  const circumstances = `${model.name}, ${adapterName(adapter)}, ${browser}. ${t('seed', { seed })}`;
  // A fence that the text cannot end.
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  const parts = [
    `**${ownKernelHeadline(report)}**`,
    ...ownKernelDetails(report),
    ...(said.length > 0 ? [said.join('\n')] : []),
    circumstances,
    `${fence}wgsl\n${text.trimEnd()}\n${fence}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function rightInWords({ alone, replay }: Tried): string[] {
  return [
    alone.length > 0 ? t('aloneAgrees', { count: alone.length }) : t('untried'),
    t('modelAgrees', { count: replay.length }),
  ];
}

function wrongInWords({ alone, replay }: Tried): string[] {
  const trial = worstOf(alone, ({ error, bound }) => error / bound);
  const stage = worstOf(replay, ({ evidence, floor }) => evidence.error / floor);
  const wrong = (all: readonly { bad: boolean }[]) => count(all.filter(({ bad }) => bad).length);
  return [
    ...(trial ? [aloneInWords(trial)] : []),
    ...(stage ? [inModelInWords(stage)] : []),
    t('counts', { trials: wrong(alone), ofTrials: alone.length, stages: wrong(replay), ofStages: replay.length }),
  ];
}

function aloneInWords({ inputs, error, bound }: KernelTrial): string {
  if (!Number.isFinite(error)) return t('wrongValues', { inputs });
  return t('wrongAlone', { inputs, error: short(error), bound: short(bound) });
}

function inModelInWords({ layer, stage, evidence: { error }, floor }: ReplayedStage): string {
  if (!Number.isFinite(error)) return t('wrongStages', { stage });
  const measured = { stage, error: short(error), times: times(error / floor) };
  return layer === null ? t('wrongOutside', measured) : t('wrongInModel', { ...measured, layer });
}

const shapes = { one: 'one', 'one-long': 'oneLong', few: 'few', 'few-long': 'fewLong', many: 'many' } as const;

export const shapeInWords = (shape: ReplayedStage['shape']): string => t(shapes[shape]);

export function timeInWords({ shape, own, onFile }: KernelTime) {
  return { shape: shapeInWords(shape), own: micros(own), onFile: micros(onFile) };
}

/** Three digits that count. */
const micros = (us: number): string => `${Number(us.toPrecision(3))}`;

/** The bad one that is furthest beyond what is allowed. */
function worstOf<T extends { bad: boolean }>(all: readonly T[], beyond: (one: T) => number): T | null {
  const bad = all.filter((one) => one.bad);
  const [first] = bad;
  // One that is not finite is as bad as can be.
  const size = (one: T) => (Number.isFinite(beyond(one)) ? beyond(one) : Infinity);
  return first ? bad.reduce((worst, one) => (size(one) > size(worst) ? one : worst), first) : null;
}
