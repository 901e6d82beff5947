/** What a benchmark says. */
import { bytesPerSecond, count, rate, times } from '../../format.ts';
import { t } from '../../strings/finding/t.ts';
import { listed } from '../../strings/localized.ts';
import { leaders, ratesOf, type Rate } from '../bench/series.ts';
import type { RecordedBench } from '../format/bench.ts';
import type { BenchSpec } from '../format/spec.ts';

/** The result in one line: `Fused: 959 tokens/s at context 128, 43× the reference`. */
export function benchHeadline(bench: RecordedBench): string {
  const { first, other } = leaders(bench);
  const said = {
    program: capital(rateName(first)),
    rate: rate(first.tokensPerSecond),
    length: count(first.length),
  };
  if (!other) return t('rateAt', said);
  const ratio = times(first.tokensPerSecond / other.tokensPerSecond);
  return t('rateAtTimes', { ...said, times: ratio, other: otherName(other) });
}

/** What a run will measure. */
export function requestInWords(request: BenchSpec['request']): string {
  return t('request', {
    programs: programsInWords(request),
    decoded: decodedInWords(request),
    prefills: lengths(request.prefills),
  });
}

const programsInWords = ({ programs }: BenchSpec['request']): string =>
  listed(programs.map((program) => programShort(Object.values(program))));

const decodedInWords = ({ contexts, tokens }: BenchSpec['request']): string =>
  t('decodedAfter', { tokens: count(tokens), contexts: lengths(contexts), count: contexts.length });

/** What was measured, besides what all findings tell. */
export function benchFacts({ request, report }: RecordedBench): [term: string, text: string][] {
  return [
    [t('programs'), programsInWords(request)],
    [t('decoded'), decodedInWords(request)],
    [t('read'), t('promptsOf', { lengths: lengths(request.prefills) })],
    [t('copying'), t('copyRate', { rate: bytesPerSecond(report.copyBytesPerSecond) })],
  ];
}

/** What came of measuring again on `adapter`, in a sentence or two. Times differ between machines: neither is called wrong. */
export function benchAnswer(recorded: RecordedBench, here: RecordedBench, adapter: string): string {
  const was = leaders(recorded);
  const is = ratesOf(here, 'decode')[0]!;
  const first = is.find(({ runs }) => runs === was.first.runs)!;
  const measured = t('measured', {
    adapter,
    program: capital(rateName(first)),
    rate: rate(first.tokensPerSecond),
    length: count(first.length),
    times: times(first.tokensPerSecond / was.first.tokensPerSecond),
  });
  const other = was.other && is.find(({ runs }) => runs === was.other!.runs);
  if (!other || !was.other) return measured;
  return t('measuredTimes', {
    measured,
    other: otherName(other),
    now: times(first.tokensPerSecond / other.tokensPerSecond),
    recorded: times(was.first.tokensPerSecond / was.other.tokensPerSecond),
  });
}

/** `fused`, or `mixed 2` where there are several. */
export function rateName({ program, set }: Pick<Rate, 'program' | 'set'>): string {
  return program.replace(/^\w+/, set === 'mixed' ? t('mixedShort') : t(set));
}

const otherName = (other: Rate): string => (other.set === 'reference' ? t('theReference') : rateName(other));

function programShort(sets: readonly string[]): string {
  const fused = sets.filter((set) => set === 'fused').length;
  if (fused === sets.length) return t('fused');
  return fused === 0 ? t('reference') : t('mixed', { fused, steps: sets.length });
}

const lengths = (all: readonly number[]) => listed(all.map((length) => count(length)));

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);
