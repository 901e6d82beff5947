import type { BenchProgress, BenchReport } from '../../src/worker/api.ts';
import { recorded } from './recorded.ts';

interface Described extends Pick<BenchReport, 'adapter'> {
  model: Partial<BenchReport['model']>;
}

/** The recorded benchmark, as of this model and adapter. */
export function benchOf({ model, adapter }: Described): BenchReport {
  const { report } = recorded.bench;
  return { ...report, model: { ...report.model, ...model }, adapter };
}

/** How far it is once one row is measured. */
export function firstRow(report: BenchReport): BenchProgress {
  return {
    done: 1,
    total: 4,
    doing: { work: 'decode', program: 'fused', tokens: 128 },
    measured: { ...report, decode: [], steps: [], prefill: report.prefill.slice(0, 1) },
  };
}
