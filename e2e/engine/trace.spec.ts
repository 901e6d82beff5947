import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TraceReport } from '../../src/worker/api.ts';
import { readSafetensors } from '../../tools/lib/safetensors_reader.ts';
import { expect, test } from '../test.ts';
import { goldenFolder, runTraceTool } from '../tools.ts';

const model = ['--model', goldenFolder('tied-f32')];
const tokens = ['--tokens', '1,2,3'];

interface Refusal {
  what: string;
  args: string[];
  env?: Record<string, string>;
  /** What the one line on stderr says. */
  says: RegExp;
}

const refusals: Refusal[] = [
  {
    what: 'an unknown flag',
    args: [...model, ...tokens, '--fast'],
    says: /Unknown option '--fast'; usage: trace --model/,
  },
  { what: 'a stray word', args: [...model, ...tokens, 'fast'], says: /'fast'.*; usage:/ },
  { what: 'no --model', args: tokens, says: /--model is missing/ },
  {
    what: 'a folder that is not there',
    args: ['--model', 'nowhere', ...tokens],
    says: /--model nowhere: no such folder/,
  },
  { what: 'a file as --model', args: ['--model', 'package.json', ...tokens], says: /--model package.json: a file/ },
  { what: 'no prompt', args: model, says: /neither --tokens nor --prompt: give one/ },
  { what: 'two prompts', args: [...model, ...tokens, '--prompt', 'Hi'], says: /both --tokens and --prompt: give one/ },
  { what: 'an empty prompt', args: [...model, '--prompt', ''], says: /--prompt is empty/ },
  { what: 'no token', args: [...model, '--tokens', ''], says: /--tokens: "" is not a token id/ },
  { what: 'a token that is no number', args: [...model, '--tokens', '1,two'], says: /"two" is not a token id/ },
  { what: 'half a token', args: [...model, '--tokens', '1,2.5'], says: /"2\.5" is not a token id/ },
  { what: 'a negative token', args: [...model, '--tokens=-1'], says: /"-1" is not a token id/ },
  {
    what: 'an unknown step',
    args: [...model, ...tokens, '--kernels', 'qvk=fused'],
    says: /--kernels: "qvk=fused" is not/,
  },
  {
    what: 'a negative count',
    args: [...model, ...tokens, '--generate=-1'],
    says: /--generate -1: give a whole number from 0/,
  },
  {
    what: 'an empty chunk',
    args: [...model, ...tokens, '--chunk', '0'],
    says: /--chunk 0: give a whole number from 1/,
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
  {
    what: 'unknown weights',
    args: [...model, ...tokens, '--weights', '3-bit'],
    says: /--weights 3-bit: give stored, 8-bit/,
  },
  { what: 'a token outside the vocabulary', args: [...model, '--tokens', '1,512'], says: /512.*0 to 511/ },
  {
    what: 'a prompt longer than the context',
    args: [...model, '--tokens', Array.from({ length: 513 }, () => 7).join()],
    says: /513.*max_position_embeddings 512/,
  },
  {
    what: 'more to generate than the context holds',
    args: [...model, ...tokens, '--generate', '510'],
    says: /max_position_embeddings 512/,
  },
  { what: 'text for a checkpoint without tokenizer', args: [...model, '--prompt', 'Hi'], says: /tokenizer/ },
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

  test('no --out', async () => {
    const { stderr, exitCode } = await runTraceTool([...model, ...tokens]);
    expect({ stderr, exitCode }).toEqual({ exitCode: 1, stderr: expect.stringMatching(/^--out is missing[^\n]*\n$/) });
  });

  test('a file as --out', async () => {
    const { stderr, exitCode } = await runTraceTool([...model, ...tokens, '--out', 'package.json']);
    expect({ stderr, exitCode }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/^--out package\.json: a file[^\n]*\n$/),
    });
  });

  test('a checkpoint that is not Qwen3', async () => {
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
});

test('a trace lists every stage, and replaces an earlier one', async () => {
  const out = test.info().outputPath('out');
  const trace = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await runTraceTool([...model, ...args, '--out', out]);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    return stdout;
  };
  await trace('--tokens', '5,6', '--tensors');
  await writeFile(path.join(out, 'notes.txt'), 'mine');
  const tensors = await readSafetensors(path.join(out, 'tensors.safetensors'));
  expect(tensors.get('tokens')?.shape).toEqual([2]);
  expect(tensors.get('generated')?.shape).toEqual([0]);
  expect(tensors.get('L0.k_rope')?.shape).toEqual([2, 2, 32]);
  expect(tensors.get('logits')?.shape).toEqual([2, 512]);

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
