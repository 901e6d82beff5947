import { describe, expect, it } from 'vitest';
import type { StepTimes } from '../sequence/sampled_token.ts';
import type { Measuring } from '../../vocabulary/configuration.ts';
import { Meter, type Measured } from './meter.ts';
import { describeProgram, uniformProgram, type Program } from '../../vocabulary/program.ts';

const fused = uniformProgram('fused');
const mixed: Program = { ...fused, down: 'reference' };

interface Case {
  program?: (token: number) => Program;
  measuring?: Measuring | null;
  timestamps?: boolean;
  tokens?: number;
  /** How long a token of the reference takes; the others take 1 ms. */
  referenceMs?: number;
}

/** Runs an answer in which no two tokens are in flight at a time. */
function run({
  program = () => fused,
  measuring = { both: true },
  timestamps = true,
  tokens = 40,
  referenceMs = 1,
}: Case) {
  let clock = 1000;
  const meter = new Meter(
    () => measuring,
    timestamps,
    () => clock,
  );
  meter.receive(null);
  const turns: string[] = [];
  const reported: Measured[] = [];
  for (let token = 0; token < tokens; token++) {
    const on = program(token);
    const turn = meter.next(on);
    expect(meter.next(on)).toEqual(turn);
    meter.submitted(turn, on);
    const set = describeProgram(turn.program);
    clock += set === 'reference' ? referenceMs : 1;
    turns.push(turn.timed ? set : '');
    const times: StepTimes = {
      program: turn.program,
      fusions: { ropeAttention: false, attentionOut: false },
      ns: {},
      cpuSampleNs: null,
    };
    const measured = meter.receive(turn.timed ? times : null);
    if (measured) reported.push(measured);
  }
  return { turns, reported, timed: turns.filter(Boolean) };
}

describe('the meter of an answer', () => {
  it('times one token in eight after the first few, every other time of the program that is off', () => {
    const { turns, timed } = run({ tokens: 28 });
    expect(timed).toEqual(['fused', 'reference', 'fused', 'reference', 'fused', 'reference', 'fused']);
    expect(turns.flatMap((set, token) => (set ? [token] : []))).toEqual([0, 1, 2, 3, 11, 19, 27]);
  });

  it('times only the program that is on when asked to', () => {
    expect(new Set(run({ measuring: { both: false } }).timed)).toEqual(new Set(['fused']));
  });

  it('sets both uniform programs beside a mix', () => {
    const { timed } = run({ program: () => mixed });
    expect(timed.slice(0, 8)).toEqual(['mixed', 'reference', 'mixed', 'fused', 'mixed', 'reference', 'mixed', 'fused']);
  });

  it('adds at most a tenth to the time of an answer, after the first two tokens of the program that is off', () => {
    const { timed } = run({ tokens: 3000, referenceMs: 45 });
    const others = timed.filter((set) => set === 'reference').length;
    expect(others).toBeGreaterThan(2);
    expect(((others - 1) * 44) / (3000 + others * 44)).toBeLessThanOrEqual(0.1);
  });

  it('does nothing when nothing is to be measured', () => {
    const { timed, reported } = run({ measuring: null });
    expect([timed, reported]).toEqual([[], []]);
  });

  it('reports the pace without timestamps', () => {
    const { timed, reported } = run({ timestamps: false });
    expect(timed).toEqual([]);
    expect(reported.at(-1)).toEqual({ sample: null, paces: [{ set: 'fused', tokens: 38, ms: 38 }] });
  });

  it('does not tell the first time of a program', () => {
    const { reported } = run({ tokens: 4 });
    expect(reported.map(({ sample }) => sample?.set)).toEqual(['fused', 'reference']);
  });

  it('keeps the pace of each program that is on, without timed tokens and those behind them', () => {
    const { reported } = run({
      tokens: 64,
      measuring: { both: false },
      program: (token) => (token < 32 ? fused : uniformProgram('reference')),
      referenceMs: 3,
    });
    const paces = Object.fromEntries(reported.at(-1)!.paces.map((pace) => [pace.set, pace]));
    expect(paces['fused']!.ms / paces['fused']!.tokens).toBe(1);
    expect(paces['reference']!.ms / paces['reference']!.tokens).toBe(3);
    expect(paces['fused']!.tokens).toBeLessThan(28);
  });
});
