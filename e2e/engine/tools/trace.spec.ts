import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TraceReport } from '../../../src/worker/api.ts';
import { readSafetensors } from '../../../tools/lib/safetensors_reader.ts';
import { uniformProgram } from '../../../src/vocabulary/program.ts';
import type { Result } from '../../../src/result.ts';
import { compareGoldens, goldenTolerance } from '../../../tools/lib/compare_goldens.ts';
import { golden, test, type Run } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';
import { goldenFolder, readIds, runTraceTool } from '../../tools.ts';

const model = ['--model', goldenFolder('tied-f32')];
const tokens = ['--tokens', '1,2,3'];

interface Refusal {
  what: string;
  args: string[];
  env?: Record<string, string>;
  /** The one line on stderr. */
  says: RegExp;
}

/** Refusals by the engine, or for lack of a browser. tools/trace/options.test.ts has those that come earlier. */
const refusals: Refusal[] = [
  {
    what: 'an unknown flag',
    args: [...model, ...tokens, '--fast'],
    says: /Unknown option '--fast'; usage: trace --model/,
  },
  {
    what: 'no Chromium',
    args: [...model, ...tokens],
    env: { CHROMIUM_PATH: '/nowhere/chromium' },
    says: /CHROMIUM_PATH=\/nowhere\/chromium is not a browser/,
  },
  {
    what: 'a Chromium without WebGPU',
    args: [...model, ...tokens],
    env: { CHROMIUM_ARGS: '--no-sandbox --disable-gpu' },
    says: /WebGPU/,
  },
  { what: 'a token outside the vocabulary', args: [...model, '--tokens', '1,512'], says: /512.*0 to 511/ },
];

test.describe('a wrong call is refused in one line, and nothing is written', () => {
  for (const { what, args, env, says } of refusals) {
    test(what, async () => {
      const folder = test.info().outputPath('results');
      await mkdir(folder, { recursive: true });
      expect(await runTraceTool([...args, '--out', path.join(folder, 'new')], env)).toEqual({
        exitCode: 1,
        stdout: '',
        stderr: expect.stringMatching(new RegExp(`^[^\\n]*${says.source}[^\\n]*\\n$`)),
      });
      expect(await readdir(folder)).toEqual([]);
    });
  }
});

test('the engine refuses what a command line may ask, in one line', async ({ engine }) => {
  const run = { generate: 0, chunk: 64, program: uniformProgram('reference'), faults: [], tensors: false };
  const spread = Array.from({ length: 513 }, () => 7);
  await engine.load(golden('tied-f32'));
  const refusedTraces: [Run, RegExp][] = [
    [{ prompt: { tokens: spread } }, /513.*max_position_embeddings 512/],
    [{ prompt: { tokens: [1, 2, 3] }, generate: 510 }, /max_position_embeddings 512/],
    [{ prompt: { text: 'Hi' } }, /tokenizer/],
  ];
  for (const [request, says] of refusedTraces) {
    const { result } = await engine.page.evaluate((job) => window.harness.trace(job, []), { ...run, ...request });
    expect(refusalOf(result)).toMatch(says);
  }
  const program = uniformProgram('fused');
  for (const [request, says] of [
    [{ fault: { name: 'rope_base', layer: 99 } }, /^The model has no layer 99: choose one from 0 to 3/],
    [{ program: uniformProgram('reference') }, /^No step of the program is fused/],
  ] as const) {
    const result = await engine.diagnose({ prompt: null, program, fault: null, bisect: false, ...request });
    expect(refusalOf(result)).toMatch(says);
  }
  const few = await engine.bench({ programs: [program], contexts: [8], prefills: [8], tokens: 63 });
  expect(refusalOf(few)).toMatch(/63 tokens are too few to time: take 64 or more\.$/);
});

test('a checkpoint that is not Qwen3 is refused by file and field', async () => {
  const folder = test.info().outputPath('checkpoint');
  await mkdir(folder, { recursive: true });
  await copyFile(path.join(goldenFolder('tied-f32'), 'model.safetensors'), path.join(folder, 'model.safetensors'));
  const config = await readFile(path.join(goldenFolder('tied-f32'), 'config.json'), 'utf8');
  await writeFile(path.join(folder, 'config.json'), config.replace('"qwen3"', '"llama"'));
  const out = test.info().outputPath('new');
  const { stderr, exitCode } = await runTraceTool(['--model', folder, ...tokens, '--out', out]);
  expect({ stderr, exitCode }).toEqual({
    exitCode: 1,
    stderr: expect.stringMatching(/^[^\n]*config\.json[^\n]*model_type[^\n]*\n$/),
  });
});

/** The one line of a refusal. */
function refusalOf(result: Result<unknown>): string {
  if (result.ok) throw new Error('was not refused');
  expect(result.failure.message).not.toContain('\n');
  return result.failure.message;
}

test('a trace lists every stage, and replaces an earlier one', async () => {
  const out = test.info().outputPath('out');
  const trace = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await runTraceTool([...model, ...args, '--out', out]);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    return stdout;
  };
  // In chunks, so that a tensor comes in several pieces.
  const goldenFile = path.join(goldenFolder('tied-f32'), 'goldens.safetensors');
  const prompt = await readIds(goldenFile, 'tokens');
  await trace('--tokens', prompt.join(), '--tensors', '--chunk', '7');
  await writeFile(path.join(out, 'notes.txt'), 'mine');
  const file = path.join(out, 'tensors.safetensors');
  const tensors = await readSafetensors(file);
  expect(tensors.get('tokens')?.shape).toEqual([prompt.length]);
  expect(tensors.get('generated')?.shape).toEqual([0]);
  expect(tensors.get('L0.k_rope')?.shape).toEqual([prompt.length, 2, 32]);
  expect(tensors.get('logits')?.shape).toEqual([prompt.length, 512]);
  const { errors, absent } = await compareGoldens(file, goldenFile);
  expect(absent).toEqual([]);
  expect(errors.filter(({ error }) => !(error <= goldenTolerance))).toEqual([]);

  const stdout = await trace('--tokens', '1,2,3', '--generate', '2', '--kernels', 'reference');
  expect((await readdir(out)).toSorted()).toEqual(['notes.txt', 'trace.json']);
  const report = JSON.parse(await readFile(path.join(out, 'trace.json'), 'utf8')) as TraceReport;
  expect(stdout).toContain(`generated  ${report.generated.ids.join()}`);
  expect(report).toMatchObject({
    schema: 1,
    model: {
      name: 'tied-f32',
      config: { layers: 4, vocabSize: 512, tied: true },
      dtypes: ['F32'],
      weights: { choice: 'stored', error: null },
    },
    tokens: [1, 2, 3],
    generated: { ids: [expect.any(Number), expect.any(Number)], text: null },
  });
  expect(report.model.hash).toMatch(/^[0-9a-f]{16,}$/);
  expect(report.stages[0]).toMatchObject({ layer: null, stage: 'embed', nan: 0, inf: 0 });
  expect(report.stages.at(-1)).toMatchObject({ layer: null, stage: 'logits' });
  expect(report.stages.length).toBe(4 * 17 + 3);
  expect(Object.values(report.program)).toContain('reference');
  expect(report.dispatchesPerToken).toBeGreaterThan(4 * 10);
});
