import { readFile, stat, writeFile } from 'node:fs/promises';
import { readChunks, writeChunks } from '../../../src/findings/container/png.ts';
import type { Diagnosis, KnownFault } from '../../../src/worker/api.ts';
import { test } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';
import { goldenFolder, runTool } from '../../tools.ts';

const model = ['--model', goldenFolder('tied-f32')];

/** One step alone compiles fastest. */
const rope = ['--kernels', 'rope=fused'];

test('the tool exits with 0 when every step passes', async () => {
  const out = test.info().outputPath('diagnosis.json');
  const clean = await runTool('diagnose', [...model, ...rope, '--out', out]);
  expect(clean).toMatchObject({ stderr: '', exitCode: 0 });
  expect(clean.stdout).toContain('All fused steps pass');
});

test('it exits with 2 and says which step is wrong; its picture can be run again, and says where it can not', async () => {
  const picture = test.info().outputPath('finding.png');
  const out = test.info().outputPath('diagnosis.json');
  const fault = ['--fault', 'rope_interleaved@2'];
  const made = await runTool('diagnose', [...model, ...rope, ...fault, '--picture', picture, '--out', out]);
  expect(made).toMatchObject({ stderr: '', exitCode: 2 });
  expect(made.stdout).toContain('The fused rope is wrong');
  const { verdict, program } = JSON.parse(await readFile(out, 'utf8')) as Diagnosis;
  expect(verdict).toMatchObject({ status: 'bad', step: 'rope', layer: 2, resembles: 'rope_interleaved' });
  expect(program).toMatchObject({ rope: 'fused', qkv: 'reference' });
  expect((await stat(picture)).size).toBeLessThan(400_000);

  const again = await runTool('diagnose', [...model, '--from', picture]);
  expect(again).toMatchObject({ stderr: '', exitCode: 0 });
  expect(again.stdout).toMatch(/^layer +steps +batch +stage +recorded +here +verdict$/m);
  expect(again.stdout).toMatch(/^2 +rope.* wrong +[\d.e]+ wrong +(identical|reproduced)$/m);
  expect(again.stdout).toMatch(/^Reproduced (bit for bit )?on .*: all \d+ stages/m);

  // A chat strips the chunk. The code in the corner still says what to run.
  const bare = test.info().outputPath('bare.png');
  const chunks = readChunks(await readFile(picture)).filter(({ type }) => type !== 'iTXt');
  await writeFile(bare, writeChunks(chunks));
  const byCode = await runTool('diagnose', [...model, '--from', bare]);
  expect(byCode).toMatchObject({ stderr: '', exitCode: 2 });
  expect(byCode.stdout).toContain('The fused rope is wrong');
  expect(byCode.stdout).toContain("Only the picture's code is left");

  const refusals: [string[], RegExp][] = [
    [['--from', picture], /^--model is missing: the picture is of tied-f32 \(content [0-9a-f]{12}\), from a folder/],
    [['--from', picture, '--fault', 'rope_base'], /^--fault: the picture of --from already says this/],
    [['--from', out], /^--from .*: This file is not a picture that the browser can read/],
    [['--from', 'nowhere.png'], /^--from nowhere\.png: cannot be read/],
  ];
  for (const [args, said] of refusals) {
    const { stderr, exitCode } = await runTool('diagnose', args);
    expect(exitCode).toBe(1);
    expect(stderr.trimEnd()).toMatch(said);
  }
});

test('the list of faults is JSON', async () => {
  const { stdout, exitCode } = await runTool('diagnose', ['--list']);
  expect(exitCode).toBe(0);
  const faults = JSON.parse(stdout) as KnownFault[];
  expect(faults).toHaveLength(20);
  for (const fault of faults) expect(Object.keys(fault)).toEqual(['name', 'title', 'step', 'story']);
});

test('what the engine refuses is said in one line, and nothing is written', async () => {
  const out = test.info().outputPath('diagnosis.json');
  const { stdout, stderr, exitCode } = await runTool('diagnose', [...model, '--fault', 'rope_base@99', '--out', out]);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
  expect(stderr).toMatch(/^The model has no layer 99: choose one from 0 to 3[^\n]*\n$/);
  await expect(readFile(out)).rejects.toThrow('ENOENT');
});
