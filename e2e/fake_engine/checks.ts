import { shippedTexts } from '../../src/kernels/own/shipped_texts.ts';
import { refuse } from '../../src/result.ts';
import { describeProgram, type Program } from '../../src/vocabulary/program.ts';
import type {
  BatchedStage,
  BatchInvarianceReport,
  KernelOnFile,
  KnownReport,
  KnownRequest,
  OwnKernelReport,
  OwnKernelRequest,
} from '../../src/worker/api.ts';
import { recorded } from './recorded.ts';

/** Known answers of two tokens, of which the file's name says whether they are met. */
export function knownOf({ name, program }: KnownRequest): KnownReport {
  const bad = name.includes('wrong');
  const token = (id: number, text: string) => ({ id, name: text });
  return {
    name,
    source: 'a test',
    program,
    set: describeProgram(program),
    tokens: 2,
    tolerances: { stage: 2e-5, mean: 1e-2 },
    positions: [0, 1].map((position) => ({
      position,
      ...token(position, ['Hello', ' you'][position]!),
      logits: {
        error: bad ? 0.4 : 3e-7,
        kl: bad ? 1.2 : 1e-12,
        likeliest: { known: token(7, ' there'), here: token(bad ? 8 : 7, bad ? '!' : ' there') },
      },
      mean: null,
      bad,
    })),
    stages: [
      { name: 'embed', error: 0, bad: false },
      { name: 'logits', error: bad ? 0.4 : 3e-7, bad },
    ],
    absent: ['L0.q_norm'],
    unknown: ['L0.mystery'],
    generated: { known: [token(7, ' there')], here: [token(bad ? 8 : 7, bad ? '!' : ' there')], bad },
    bad,
  };
}

/** The reference and tiles have the same bits in every batch, kernels for one token others. */
export function batchesOf(program: Program, layers: number): BatchInvarianceReport {
  const among = [1, 2, 3, 8, 17, 24];
  const stage = (set: BatchedStage['set'], name: string, alone: string, many: string): BatchedStage => ({
    set,
    steps: ['qkv'],
    stage: name,
    layers,
    rows: among.map((rows) => {
      const differs = rows === 1 && alone !== many;
      return {
        among: rows,
        shape: rows === 1 ? 'one' : 'many',
        kernels: [rows === 1 ? alone : many],
        layers: differs ? layers : 0,
        values: differs ? 40 : 0,
        of: 512,
        error: differs ? 1.3e-7 : 0,
      };
    }),
  });
  const reference = [stage('reference', 'q', 'matmul', 'matmul'), stage('reference', 'logits', 'matmul', 'matmul')];
  if (describeProgram(program) === 'reference') return { program, among, stages: reference };
  return {
    program,
    among,
    stages: [
      ...reference,
      stage('fused', 'q', 'norm_qkv', 'norm_qkv_tiles'),
      stage('fused', 'logits', 'norm_product', 'norm_product_tiles'),
    ],
  };
}

/** Kernels that a person's own can stand in for. */
export const replaceableKernels: KernelOnFile[] = (['norm_qkv', 'product_add'] as const).map((name) => ({
  name,
  runs: [{ step: name === 'norm_qkv' ? 'qkv' : 'down', shape: 'one' }],
  text: shippedTexts.get(name)!,
}));

/** A person's kernel, recorded as right or wrong. The text says which: `rows` does not compile, without `residual +` it is wrong. */
export function ownKernelOf({ text, seed }: OwnKernelRequest): Omit<OwnKernelReport, 'model' | 'adapter'> {
  if (text.length > 65_536) refuse('bad-request', 'This text is too long: leave out what is not the kernel.');
  const about = { schema: 1, kernel: 'product_add', text, seed } as const;
  const line = text.split('\n').findIndex((each) => each.includes('x[rows]'));
  if (line >= 0) {
    const error = { type: 'error', text: "unresolved value 'rows'", file: null, line: line + 1, column: 20 } as const;
    return { ...about, compiled: false, messages: [error], alone: [], replay: [], times: [] };
  }
  const { alone, replay, times } = text.includes('residual +') ? recorded.rightKernel : recorded.wrongKernel;
  return {
    ...about,
    compiled: true,
    messages: [{ type: 'warning', text: 'a warning', file: 'shaders/shared/few.wgsl', line: 3, column: 1 }],
    alone: alone.map((trial, n) => ({ ...trial, seed: seed + n })),
    replay,
    times,
  };
}
