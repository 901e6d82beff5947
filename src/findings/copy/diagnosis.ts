/** What a diagnosis says. */
import { duration, short } from '../../format.ts';
import type { Reproduction } from '../diagnosis/reproduction.ts';
import type { RecordedDiagnosis } from '../format/finding.ts';

/** The captions of a picture's maps. */
export const mapCaptions = {
  replay: 'Replay: errors on the reference’s own inputs, in multiples of what rounding explains; wrong is framed.',
  lockstep: 'Lockstep: what comes of it, each program on a cache of its own.',
};

/** The verdict in one line. */
export function verdictInWords({
  status,
  step,
  layer,
}: Pick<RecordedDiagnosis['verdict'], 'status' | 'step' | 'layer'>): string {
  if (status === 'pass') return 'Every fused step is right';
  if (status === 'untrusted') return 'The reference is wrong on this adapter';
  return `${step?.replaceAll('+', ' and ') ?? 'a step'}${layer === null ? '' : ` in layer ${layer}`} is wrong`;
}

/** The kind of batch that wrote a stage. */
export function batchInWords(shape: RecordedDiagnosis['replay'][number]['shape']): string {
  return {
    many: 'many tokens',
    few: 'a few tokens',
    'few-long': 'a few at a long context',
    one: 'one token',
    'one-long': 'one at a long context',
  }[shape];
}

/** NaN is spelled out: the dash of {@link short} means that nothing is known. */
export function errorInWords(error: number): string {
  return Number.isNaN(error) ? 'no number' : short(error);
}

/** How long each part took. */
export function timingsInWords({
  reference,
  alone,
  replay,
  lockstep,
  verdict,
  bisect,
}: NonNullable<RecordedDiagnosis['timings']>): string {
  const parts = {
    ...(reference > 0 && { reference }),
    ...(alone > 0 && { 'kernels alone': alone }),
    replay,
    lockstep,
    verdict,
    ...(bisect > 0 && { bisection: bisect }),
  };
  return Object.entries(parts)
    .map(([part, ms]) => `${part} ${duration(ms)}`)
    .join(', ');
}

/** What came of running a diagnosis again on `adapter`, in one sentence. */
export function diagnosisAnswer({ stages, counts, first, sameVerdict }: Reproduction, adapter: string): string {
  if (stages.length === 0) return `Nothing to compare: ${adapter} looked at none of the recorded stages.`;
  if (first) {
    const place = first.layer === null ? '' : `, layer ${first.layer}`;
    return `Differs first at step ${first.steps.join(' and ')}${place}, stage ${first.stage}, on ${adapter}: ${counts.differs} of ${stages.length} stages differ.`;
  }
  if (!sameVerdict) return `All ${stages.length} stages are reproduced on ${adapter}, and yet the verdict is another.`;
  if (counts.identical === stages.length) return `Reproduced to the bit on ${adapter}: all ${stages.length} stages.`;
  return `Reproduced on ${adapter}: all ${stages.length} stages, within the noise floor where they are right.`;
}
