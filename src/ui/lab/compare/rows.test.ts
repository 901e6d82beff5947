import { describe, expect, it } from 'vitest';
import type { ColumnFigures, StepFigures } from '../../../store/lab/step_figures.ts';
import { sorted, table } from './rows.ts';
import { asMarkdown, asTsv, clockStep, factor, microseconds, tokens } from './table_text.ts';
import { uniformProgram } from '../../../vocabulary/program.ts';

const reference: ColumnFigures = {
  program: uniformProgram('reference'),
  fusions: { ropeAttention: false, attentionOut: false },
  tokens: 2,
  ns: { embed: 2000, qkv: 80_000, rope: 20_000, attention: 40_000, attn_out: 10_000, logits: 8000 },
  cpuSampled: { tokens: 2, ns: 600_000 },
};
const fused: ColumnFigures = {
  program: uniformProgram('fused'),
  fusions: { ropeAttention: true, attentionOut: true },
  tokens: 4,
  ns: { embed: 4000, qkv: 40_000, attention: 30_000, attn_out: 10_000, logits: 16_000, sample: 8000 },
  cpuSampled: { tokens: 0, ns: 0 },
};
const figures: StepFigures = { answer: 1, columns: { reference, fused }, paces: [], clockNs: 1000 };
const row = (step: string, of = figures) => table(of).rows.find((each) => each.step === step)!;

describe('the table of step times', () => {
  it('has microseconds a token and the speed-up', () => {
    expect(row('qkv')).toEqual({
      step: 'qkv',
      cells: { reference: { us: 40, note: null }, fused: { us: 10, note: null } },
      speedUp: 4,
      speedUpNote: null,
    });
  });

  it('says which kernel runs a fused step, and compares attention with all that its kernel does', () => {
    expect(row('rope')).toMatchObject({ cells: { fused: { us: null, note: 'in attention' } }, speedUp: null });
    expect(row('attention')).toMatchObject({ speedUp: 30 / 7.5, speedUpNote: '+ rope' });
    expect(row('attn_out').cells.fused).toEqual({ us: 2.5, note: '+ merging' });
  });

  it('counts sampling on the CPU, and marks it', () => {
    expect(row('sample').cells).toEqual({ reference: { us: 300, note: 'CPU' }, fused: { us: 2, note: null } });
  });

  it('does not call the difference of equal kernels a speed-up', () => {
    expect(row('embed').speedUp).toBeNull();
    const without = { ...fused, program: { ...fused.program, qkv: 'reference' as const } };
    const qkv = row('qkv', { ...figures, columns: { reference, fused: without } });
    expect(qkv).toMatchObject({ cells: { fused: { us: 10, note: 'reference' } }, speedUp: null });
  });

  it('sums the whole token', () => {
    const { sums, speedUp } = table(figures);
    expect(sums).toEqual({ reference: 380, fused: 27 });
    expect(speedUp).toBeCloseTo(380 / 27);
  });

  it('can be sorted, what has no value last', () => {
    const order = (descending: boolean) =>
      sorted(table(figures).rows, { by: 'fused', descending }).map(({ step }) => step);
    expect(order(true).slice(0, 3)).toEqual(['qkv', 'attention', 'logits']);
    expect(order(true).slice(-3)).toEqual(['rope', 'gate_up', 'down']);
    expect(order(false)[0]).toBe('embed');
    expect(order(false).at(-1)).toBe('down');
  });
});

describe('step times as text', () => {
  it('has few digits', () => {
    expect([0.04, 12.34, 999.96, 12345.6].map(microseconds)).toEqual(['0.0', '12.3', '1,000', '12,346']);
    expect([0.774, 9.996, 23.45, 123.4].map(factor)).toEqual(['0.77×', '10.0×', '23.4×', '123×']);
    expect([65_536, 100_000].map(clockStep)).toEqual(['65.5 µs', '100 µs']);
    expect(tokens(figures)).toBe('2 tokens of reference and 4 of fused');
  });

  it('is a Markdown table', () => {
    const lines = asMarkdown(table(figures), figures, 'demo on acme').split('\n');
    expect(lines[0]).toBe('demo on acme; 2 tokens of reference and 4 of fused');
    expect(lines[2]).toBe('| step | reference, µs per token | fused, µs per token | speed-up |');
    expect(lines).toContain('| attention | 20.0 | 7.5 (+ rope) | 4.00× (+ rope) |');
    expect(lines).toContain('| rope | 10.0 | in attention | – |');
    expect(lines).toContain('| sum | 380.0 | 27.0 | 14.1× |');
  });

  it('is tab-separated', () => {
    const lines = asTsv(table(figures), figures).split('\n');
    expect(lines[0]).toBe('step\treference_us\tfused_us\tspeed_up');
    expect(lines[2]).toBe('qkv\t40.000\t10.000\t4.000');
    expect(lines[3]).toBe('rope\t10.000\t\t');
    expect(lines.at(-2)).toBe('sum\t380.000\t27.000\t14.074');
  });
});
