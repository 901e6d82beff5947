import { uniformProgram } from '../../../src/vocabulary/program.ts';
import { demo, golden, test, valueOf } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';

const request = { prompt: null, program: uniformProgram('fused'), fault: null, bisect: false };

test('the reference agrees with float64', async ({ engine }) => {
  for (const checkpoint of [demo, golden('odd-f16'), golden('tied-f32')]) {
    await engine.load(checkpoint);
    const { reference, verdict } = valueOf(await engine.diagnose(request));
    expect(verdict.text).toContain('The reference itself agrees with float64');
    expect(reference!.stages.filter(({ bad }) => bad)).toEqual([]);
  }
});
