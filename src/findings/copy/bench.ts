/** What a benchmark says. */
import { bytesPerSecond, count, rate, times } from '../../format.ts';
import { leaders, ratesOf, type Work } from '../bench/series.ts';
import type { RecordedBench } from '../format/bench.ts';
import type { BenchSpec } from '../format/spec.ts';

/** The captions of the page's tables, and the longer ones of a picture's charts. */
export const rateCaptions: Record<Work, { table: string; picture: string }> = {
  decode: {
    table: 'Decoding, tokens per second',
    picture: 'Decoding: tokens per second after a context of so many tokens.',
  },
  prefill: {
    table: 'Reading a prompt, tokens per second',
    picture: 'Reading a prompt of so many tokens: tokens per second.',
  },
};

/** The result in one line: `Fused: 959 tokens/s at 128, 43 times the reference`. */
export function benchHeadline(bench: RecordedBench): string {
  const { first, other } = leaders(bench);
  const text = `${capital(first.program)}: ${rate(first.tokensPerSecond)} tokens/s at ${count(first.length)}`;
  if (!other) return text;
  const ratio = times(first.tokensPerSecond / other.tokensPerSecond);
  return `${text}, ${ratio} times ${other.set === 'reference' ? 'the reference' : other.program}`;
}

/** What a run will measure. */
export function requestInWords(request: BenchSpec['request']): string {
  return `${programsInWords(request)}: ${decodedInWords(request)}, prompts of ${lengths(request.prefills)}, and every step alone`;
}

const programsInWords = ({ programs }: BenchSpec['request']): string =>
  programs.map((program) => programShort(Object.values(program))).join(' and ');

const decodedInWords = ({ contexts, tokens }: BenchSpec['request']): string =>
  `${count(tokens)} tokens after ${lengths(contexts)}`;

/** What was measured, besides what all findings tell. */
export function benchFacts({ request, report }: RecordedBench): [term: string, text: string][] {
  return [
    ['programs', programsInWords(request)],
    ['decoded', decodedInWords(request)],
    ['read', `prompts of ${lengths(request.prefills)}`],
    ['copying', `${bytesPerSecond(report.copyBytesPerSecond)}, read and written by a kernel`],
  ];
}

/** What came of measuring again on `adapter`, in a sentence or two. Times differ between machines: neither is called wrong. */
export function benchAnswer(recorded: RecordedBench, here: RecordedBench, adapter: string): string {
  const was = leaders(recorded);
  const is = ratesOf(here, 'decode')[0]!;
  const first = is.find(({ runs }) => runs === was.first.runs)!;
  const text = `On ${adapter}, ${first.program} decodes ${rate(first.tokensPerSecond)} tokens/s at ${count(first.length)}: ${times(first.tokensPerSecond / was.first.tokensPerSecond)} times what was recorded.`;
  const other = was.other && is.find(({ runs }) => runs === was.other!.runs);
  if (!other || !was.other) return text;
  const [now, then] = [
    first.tokensPerSecond / other.tokensPerSecond,
    was.first.tokensPerSecond / was.other.tokensPerSecond,
  ];
  const name = other.set === 'reference' ? 'the reference' : other.program;
  return `${text} It is ${times(now)} times as fast as ${name} here, and was ${times(then)} times there.`;
}

function programShort(sets: readonly string[]): string {
  const fused = sets.filter((set) => set === 'fused').length;
  if (fused === sets.length) return 'fused';
  return fused === 0 ? 'reference' : `${fused} of ${sets.length} steps fused`;
}

const list = new Intl.ListFormat('en-GB');

const lengths = (all: readonly number[]) => list.format(all.map((length) => count(length)));

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);
