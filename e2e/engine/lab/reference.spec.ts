import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { uniformProgram } from '../../../src/vocabulary/program.ts';
import { root } from '../../../tools/bootstrap/process.mjs';
import { writeComposite } from '../../fixtures/composite/checkpoint.ts';
import { compositeFormats } from '../../fixtures/composite/formats.ts';
import { demo, golden, test, valueOf, type Engine } from '../../fixtures/engine.ts';
import { mutate, mutations, type MutatedCheckpoint } from '../../fixtures/mutations.ts';
import { expect } from '../../test.ts';
import { runTool } from '../../tools.ts';

/** EVERY_MUTATION=1 takes all of e2e/fixtures/mutations.ts, and prints what found each. */
const every = process.env['EVERY_MUTATION'] !== undefined;
const few = mutations.filter(({ find }) => find.startsWith('const WEIGHT_F32'));
const made = path.join(root, 'build', 'made');

/** One step fused, so that little has to be compiled. */
const program = { ...uniformProgram('reference'), rope: 'fused' as const };
const request = { prompt: null, program, fault: null, bisect: false };

async function load(engine: Engine, on: MutatedCheckpoint): Promise<void> {
  const [kind, name] = [on.slice(0, on.indexOf(' ')), on.slice(on.indexOf(' ') + 1)];
  mkdirSync(made, { recursive: true });
  if (kind === 'golden') await engine.load(golden(name));
  else if (kind === 'demo') await engine.load(demo, name as '8-bit' | '4-bit');
  else if (kind === 'gguf') {
    const file = `mutated-${name}.gguf`;
    rmSync(path.join(made, file), { force: true });
    const args = ['--from', 'public/models/demo', '--type', name, '--out', path.join(made, file)];
    expect(await runTool('make-gguf', args)).toMatchObject({ exitCode: 0 });
    await engine.load(`made/${file}`);
  } else {
    const folder = `mutated-${name.toLowerCase().replace(' ', '-')}`;
    const format = compositeFormats[name as keyof typeof compositeFormats];
    await writeComposite(path.join(made, folder), path.join(made, `${folder}-decoded`), format);
    await engine.load(`made/${folder}`);
  }
}

test('the reference agrees with float64, in every way that weights are held', async ({ engine }) => {
  const dense = [demo, golden('odd-f16'), golden('tied-f32')] as const;
  for (const checkpoint of dense) {
    await engine.load(checkpoint);
    const { reference, verdict } = valueOf(await engine.diagnose(request));
    expect(verdict.text).toContain('The reference itself agrees with float64');
    expect(reference!.stages.filter(({ bad }) => bad)).toEqual([]);
  }
});

if (every) {
  const five = [demo, ...['tied-f32', 'untied-bf16', 'odd-f16', 'yarn-bf16'].map(golden)];
  test('60 clean prompts on five checkpoints raise no alarm', async ({ engine }) => {
    test.setTimeout(1_200_000);
    for (const checkpoint of five) {
      await engine.load(checkpoint);
      let worst = { reference: 0, replay: 0, alone: 0 };
      for (let n = 0; n < 12; n += 1) {
        const tokens = Array.from({ length: 5 + 7 * n }, (_, i) => (i * (31 + 2 * n) + 3 * n + 1) % 250);
        const all = { ...request, program: uniformProgram('fused'), prompt: { tokens } };
        const { verdict, reference, replay, alone } = valueOf(await engine.diagnose(all));
        expect(verdict.status, verdict.text).toBe('pass');
        const most = (values: number[]) => Math.max(0, ...values);
        worst = {
          reference: most([worst.reference, ...reference!.stages.map(({ error, floor }) => error / floor)]),
          replay: most([worst.replay, ...replay.map(({ evidence, floor }) => evidence.error / floor)]),
          alone: most([worst.alone, ...alone.map(({ error, bound }) => (error === 0 ? 0 : error / bound))]),
        };
      }
      console.log(`${checkpoint}: no alarm in 12 prompts; the worst ${JSON.stringify(worst)}`);
    }
  });
}

for (const mutation of every ? mutations : few) {
  const { file, find, replace, on } = mutation;
  test(`${file}.wgsl on ${on}: ${JSON.stringify(find)} read as ${JSON.stringify(replace)} is found`, async ({
    freshEngine,
  }) => {
    const engine = await freshEngine((page) => mutate(page, mutation));
    await load(engine, on);
    if (!every) {
      const { verdict } = valueOf(await engine.diagnose(request));
      expect(verdict).toMatchObject({ status: 'untrusted', layer: null, stage: 'embed' });
      return;
    }
    const result = await engine.page.evaluate(() => window.harness.engine.selfTest());
    const found = !result.ok
      ? result.failure.message
      : result.value.reference.status === 'wrong'
        ? `reference: ${result.value.reference.reason}`
        : result.value.suspects.map(({ step, reason }) => `${step}: ${reason}`).join('; ');
    console.log(`${found === '' ? 'MISSED' : 'found '} ${file} on ${on}: ${find} -> ${replace}\n         ${found}`);
    await engine.page.close();
    expect(found).not.toBe('');
  });
}
