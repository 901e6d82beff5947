import { describe as group, expect, it } from 'vitest';
import { createProgram } from './program.ts';
import { describeProgram, stepNames, switchableSteps, uniformProgram } from '../../vocabulary/program.ts';

function memory() {
  const stored = new Map<string, string>();
  return {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => void stored.set(name, value),
    removeItem: (name: string) => void stored.delete(name),
  };
}

group('the program store', () => {
  it('is all fused by default', () => {
    expect(createProgram(null, () => {}).getState().program).toEqual(uniformProgram('fused'));
  });

  it('switches all steps, and single ones', () => {
    const program = createProgram(null, () => {});
    const now = () => describeProgram(program.getState().program);
    program.getState().setStep('down', 'reference');
    expect([now(), program.getState().program.down]).toEqual(['mixed', 'reference']);
    program.getState().setAll('reference');
    expect(now()).toBe('reference');
  });

  it('is uniform again when the last switchable step follows', () => {
    const program = createProgram(null, () => {});
    for (const step of switchableSteps) program.getState().setStep(step, 'reference');
    expect(program.getState().program).toEqual(uniformProgram('reference'));
  });

  it('is stored between visits', () => {
    const cells = memory();
    createProgram(cells, () => {})
      .getState()
      .setStep('qkv', 'reference');
    expect(createProgram(cells, () => {}).getState().program).toEqual({ ...uniformProgram('fused'), qkv: 'reference' });
  });

  it.each(['{}', '{"state":{"program":{"qkv":"fused"}},"version":1}'])('starts over from %s', (text) => {
    const cells = memory();
    cells.setItem('plumbline.program', text);
    expect(createProgram(cells, () => {}).getState().program).toEqual(uniformProgram('fused'));
  });

  it('knows every step in order', () => {
    expect(stepNames.join(' ')).toBe('embed qkv rope attention attn_out gate_up down logits sample');
  });
});
