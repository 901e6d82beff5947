import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Result } from '../../../src/result.ts';
import { uniformProgram } from '../../../src/vocabulary/program.ts';
import type { BatchInvarianceReport, KnownReport, Program } from '../../../src/worker/api.ts';
import { meanOfRows } from '../../../src/numerics/rows.ts';
import { root } from '../../../tools/bootstrap/process.mjs';
import { createSafetensorsFile } from '../../../tools/lib/safetensors.ts';
import { readSafetensors } from '../../../tools/lib/safetensors_reader.ts';
import { usualTolerances } from '../../../src/lab/known/known_answers.ts';
import { demo, golden, test, valueOf, type Engine } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';
import { goldenFolder } from '../../tools.ts';

async function compared(engine: Engine, file: string, program: Program): Promise<Result<KnownReport>> {
  const base64 = (await readFile(file)).toString('base64');
  return engine.page.evaluate(
    async ([base64, name, program]): Promise<Result<KnownReport>> => {
      const file = new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]);
      return window.harness.engine.checkKnownAnswers({ file, name, program });
    },
    [base64, path.basename(file), program] as const,
  );
}

const demoAnswers = path.join(root, 'public/known_answers/demo.safetensors');

test('the demo gives its known answers, and stages inside fused kernels are not there to compare', async ({
  engine,
}) => {
  await engine.load(demo);
  const report = valueOf(await compared(engine, demoAnswers, uniformProgram('fused')));
  expect(report).toMatchObject({ set: 'fused', bad: false, tokens: 19, unknown: [] });
  expect(report.absent).toEqual(['L0.k_norm', 'final_norm']);
  expect(report.stages.map(({ name }) => name)).toEqual(['L2.mlp_residual', 'logits']);
  expect(report.generated).toMatchObject({ bad: false });
  const [{ position, logits }] = report.positions as [KnownReport['positions'][number]];
  expect(position).toBe(18);
  expect(logits!.likeliest.here).toEqual(logits!.likeliest.known);
  const worst = Math.max(...report.stages.map(({ error }) => error));
  expect(worst).toBeGreaterThan(0);
  test.info().annotations.push({ type: 'worst stage', description: worst.toExponential(1) });
});

test('goldens of every position are known answers, and a wrong one is found', async ({ engine }) => {
  await engine.load(golden('tied-f32'));
  const own = path.join(goldenFolder('tied-f32'), 'goldens.safetensors');
  const right = valueOf(await compared(engine, own, uniformProgram('reference')));
  expect(right).toMatchObject({ bad: false, absent: [] });
  expect(right.stages).toHaveLength(4 * 17 + 3);
  expect(right.positions).toHaveLength(24);
  expect(right.tolerances).toEqual(usualTolerances);

  const other = path.join(root, 'public/known_answers/qwen3-0.6b-base.safetensors');
  const refused = await compared(engine, other, uniformProgram('reference'));
  expect(refused).toMatchObject({ ok: false, failure: { kind: 'bad-request' } });

  const tensors = await readSafetensors(own);
  const [tokens, logits] = [await tensors.get('tokens')!.read(), await tensors.get('logits')!.read()];
  const means = meanOfRows(Float32Array.from(logits), 512);
  means[2]! += 0.05;
  const file = test.info().outputPath('means.safetensors');
  const written = await createSafetensorsFile(file, [
    { name: 'tokens', dtype: 'I32', shape: [24] },
    { name: 'mean_logits', dtype: 'F32', shape: [24] },
  ]);
  await written.write('tokens', 0, new Uint8Array(Int32Array.from(tokens).buffer));
  await written.write('mean_logits', 0, new Uint8Array(Float32Array.from(means).buffer));
  await written.close();
  const wrong = valueOf(await compared(engine, file, uniformProgram('reference')));
  expect(wrong).toMatchObject({ bad: true, stages: [], generated: null });
  expect(wrong.positions.flatMap(({ position, bad }) => (bad ? [position] : []))).toEqual([2]);
});

test('a row has the same bits alone and among others by the reference, and among any number by tiles', async ({
  engine,
}) => {
  await engine.load(golden('tied-f32'));
  const run = async (program: Program) =>
    valueOf(
      await engine.page.evaluate(
        async (program): Promise<Result<BatchInvarianceReport>> => window.harness.engine.batchInvariance(program),
        program,
      ),
    );
  const { among, stages } = await run(uniformProgram('fused'));
  expect(among).toEqual([1, 2, 3, 8, 17, 24]);
  const rows = (set: 'reference' | 'fused') => stages.filter((stage) => stage.set === set);
  // Every boundary of a layer, embed and logits; the reference's cache has a key and a value besides.
  expect(rows('reference').map(({ stage }) => stage)).toEqual(
    expect.arrayContaining(['embed', 'q', 'k', 'v', 'q_rope', 'k_rope, cached', 'attn', 'swiglu', 'logits']),
  );
  for (const { stage, rows: batches } of rows('reference')) {
    expect(
      batches.map(({ among }) => among),
      stage,
    ).toEqual(among);
    for (const { values, of } of batches) expect([values, of > 0], stage).toEqual([0, true]);
  }
  expect(rows('fused').length).toBeGreaterThan(5);
  for (const { stage, rows: batches } of rows('fused')) {
    for (const batch of batches.filter(({ among }) => among > 1)) {
      expect(batch, `${stage} among ${batch.among}`).toMatchObject({ shape: 'many', layers: 0, values: 0 });
    }
  }
  // One row alone runs kernels of its own, which round otherwise.
  const alone = rows('fused').flatMap(({ rows: batches }) => batches.filter(({ among }) => among === 1));
  expect(alone.some(({ values }) => values > 0)).toBe(true);
  for (const { error } of alone) expect(error).toBeLessThanOrEqual(usualTolerances.stage);
  const apart = Math.max(...alone.map(({ error }) => error));
  test.info().annotations.push({ type: 'one row alone', description: apart.toExponential(1) });
});
