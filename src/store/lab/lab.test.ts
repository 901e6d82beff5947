import { describe, expect, it } from 'vitest';
import type { Measured } from '../../worker/api.ts';
import { startedEngine } from '../engine/fakes.ts';
import { createLab } from './lab.ts';
import { add, type StepFigures } from './step_figures.ts';
import { uniformProgram } from '../../vocabulary/program.ts';

function sample(set: 'reference' | 'fused', qkv: number, cpuSampleNs: number | null = null): Measured {
  const fusions = { ropeAttention: set === 'fused', attentionOut: false };
  return {
    sample: { set, program: uniformProgram(set), fusions, ns: { qkv, down: 3_000_000 }, cpuSampleNs },
    paces: [],
  };
}

async function stage() {
  const engine = await startedEngine();
  const lab = createLab({ engine, cells: null, schedule: (run) => run(), onUnsaved: () => {} });
  return { lab, engine };
}

describe('the lab store', () => {
  it('has the engine measure only while the figures are on show', async () => {
    const { lab, engine } = await stage();
    const measuring = () => engine.getState().configuration.measuring;
    const end = lab.getState().watch(true);
    expect(measuring()).toEqual({ both: true });
    lab.getState().change({ both: false });
    expect(measuring()).toEqual({ both: false });
    end();
    expect(measuring()).toBeNull();
    lab.getState().change({ both: true });
    expect(measuring()).toBeNull();
  });

  it('has the engine run the other program only while both are compared', async () => {
    const { lab, engine } = await stage();
    const measuring = () => engine.getState().configuration.measuring;
    const strip = lab.getState().watch(false);
    const compare = lab.getState().watch(true);
    expect(measuring()).toEqual({ both: true });
    compare();
    expect(measuring()).toEqual({ both: false });
    strip();
    expect(measuring()).toBeNull();
  });

  it('measures nothing while kernels are being compiled', async () => {
    const { lab, engine } = await stage();
    const end = lab.getState().watch(false);
    engine.setState({ compiling: true });
    expect(engine.getState().configuration.measuring).toBeNull();
    engine.setState({ compiling: false });
    expect(engine.getState().configuration.measuring).toEqual({ both: false });
    end();
  });

  it('sums the measurements of an answer', async () => {
    const { lab } = await stage();
    for (const time of [1_000_000, 2_000_000]) lab.getState().take(1, sample('fused', time));
    lab.getState().take(1, sample('reference', 9_000_000, 500));
    const { fused, reference } = lab.getState().figures!.columns;
    expect(fused).toMatchObject({ tokens: 2, ns: { qkv: 3_000_000, down: 6_000_000 }, cpuSampled: { tokens: 0 } });
    expect(reference).toMatchObject({ tokens: 1, ns: { qkv: 9_000_000 }, cpuSampled: { tokens: 1, ns: 500 } });
  });

  it('starts over with another answer, and with another model', async () => {
    const { lab, engine } = await stage();
    lab.getState().take(1, sample('fused', 5));
    lab.getState().take(3, sample('reference', 7));
    expect(lab.getState().figures).toMatchObject({ answer: 3, columns: { reference: { tokens: 1 } } });
    expect(lab.getState().figures!.columns.fused).toBeUndefined();
    await engine.getState().start();
    expect(lab.getState().figures).toBeNull();
  });
});

describe('step figures', () => {
  const all = (...samples: Measured[]) => samples.reduce<StepFigures | null>((sum, each) => add(sum, 1, each), null)!;

  it('find the resolution of the clock', () => {
    expect(all(sample('fused', 700_000), sample('fused', 200_000)).clockNs).toBe(100_000);
    expect(all(sample('fused', 700_000), sample('fused', 200_032)).clockNs).toBe(32);
  });

  it('start a column over when another mix takes it', () => {
    const mix = (step: 'down' | 'qkv'): Measured => {
      const { sample: of } = sample('fused', 1000);
      return {
        paces: [],
        sample: { ...of!, set: 'mixed', program: { ...uniformProgram('fused'), [step]: 'reference' } },
      };
    };
    expect(all(mix('down'), mix('down')).columns.mixed!.tokens).toBe(2);
    expect(all(mix('down'), mix('down'), mix('qkv')).columns.mixed!.tokens).toBe(1);
  });

  it('keep the times when only a pace is reported', () => {
    const figures = all(sample('fused', 1000), { sample: null, paces: [{ set: 'fused', tokens: 8, ms: 80 }] });
    expect(figures).toMatchObject({ columns: { fused: { tokens: 1 } }, paces: [{ tokens: 8 }] });
  });
});
