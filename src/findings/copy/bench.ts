import { bytesPerSecond, count, rate, times } from '../../format.ts';
import type { RecordedBench } from '../format/bench.ts';
import type { BenchSpec } from '../format/spec.ts';
import { leaders } from '../bench/series.ts';

/** The result in one line: `Fused: 959 tokens/s at 128, 43 times the reference`. */
export function benchHeadline(bench: RecordedBench): string {
  const { first, other } = leaders(bench);
  const said = `${capital(first.program)}: ${rate(first.tokensPerSecond)} tokens/s at ${count(first.length)}`;
  if (!other) return said;
  const ratio = times(first.tokensPerSecond / other.tokensPerSecond);
  return `${said}, ${ratio} times ${other.set === 'reference' ? 'the reference' : other.program}`;
}

/** What is timed, as a person is told before it is. */
export function requestInWords(request: BenchSpec['request']): string {
  return `${programsInWords(request)}: ${decodedInWords(request)}, prompts of ${lengths(request.prefills)}, and every step alone`;
}

const programsInWords = ({ programs }: BenchSpec['request']): string =>
  programs.map((program) => programShort(Object.values(program))).join(' and ');

const decodedInWords = ({ contexts, tokens }: BenchSpec['request']): string =>
  `${count(tokens)} tokens after ${lengths(contexts)}`;

/** What was measured, besides what all findings tell. */
export function benchFacts({ request, report }: RecordedBench): [term: string, said: string][] {
  return [
    ['programs', programsInWords(request)],
    ['decoded', decodedInWords(request)],
    ['read', `prompts of ${lengths(request.prefills)}`],
    ['copying', `${bytesPerSecond(report.copyBytesPerSecond)}, read and written by a kernel`],
  ];
}

function programShort(sets: readonly string[]): string {
  const fused = sets.filter((set) => set === 'fused').length;
  if (fused === sets.length) return 'fused';
  return fused === 0 ? 'reference' : `${fused} of ${sets.length} steps fused`;
}

const list = new Intl.ListFormat('en-GB');

const lengths = (all: readonly number[]) => list.format(all.map((length) => count(length)));

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);
