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
