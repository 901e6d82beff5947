import { readFile } from 'node:fs/promises';
import { takeFinding } from '../../../src/findings/container/carry.ts';
import type { TokenFinding } from '../../../src/findings/format/finding.ts';
import type { TraceReport } from '../../../src/worker/api.ts';
import { test } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';
import { goldenFolder, runTool } from '../../tools.ts';

const model = ['--model', goldenFolder('tied-f32')];

async function carriedBy(file: string) {
  const png = await readFile(file);
  expect(png.length).toBeLessThan(400_000);
  return (await takeFinding(png))!;
}

test('the picture of a trace is that of its last token', async () => {
  const out = test.info().outputPath('trace');
  const picture = test.info().outputPath('token.png');
  const tokens = ['--tokens', '1,2,3,4,5', '--kernels', 'fused', '--fault', 'rope_interleaved@2'];
  const { stderr, exitCode } = await runTool('trace', [...model, ...tokens, '--out', out, '--picture', picture]);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  const finding = (await carriedBy(picture)) as TokenFinding;
  expect(finding).toMatchObject({
    kind: 'live',
    source: { kind: 'folder', name: 'tied-f32' },
    prompt: { show: 'shown', tokens: [1, 2, 3, 4, 5], text: null },
    live: { fault: { name: 'rope_interleaved', layer: 2 }, token: { position: 4, set: 'fused', layers: 4 } },
  });
  // The GPU's statistics of one token and the CPU's over all tokens agree on the largest value.
  const { stages } = JSON.parse(await readFile(`${out}/trace.json`, 'utf8')) as TraceReport;
  const of = (layer: number) => stages.find((one) => one.layer === layer && one.stage === 'mlp_residual')!.absmax;
  const { token, first } = finding.live;
  for (let layer = 0; layer < 4; layer++) {
    const largest = Math.max(token.rows.absmax[7 * 4 + layer]!, first!.rows.absmax[7 * 4 + layer]!);
    expect(largest).toBeGreaterThan(0);
    expect(largest).toBeLessThanOrEqual(of(layer) * (1 + 1e-5));
  }
});

test('the picture of a benchmark carries what its JSON says', async () => {
  const out = test.info().outputPath('bench.json');
  const picture = test.info().outputPath('bench.png');
  const work = ['--programs', 'fused', '--contexts', '8', '--prefill', '8', '--tokens', '64'];
  const { stderr, exitCode } = await runTool('bench', [...model, ...work, '--out', out, '--picture', picture]);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  const { browser, driver, commit, ...report } = JSON.parse(await readFile(out, 'utf8')) as Record<string, unknown>;
  expect(browser).toBeDefined();
  expect([driver, commit]).not.toContain(undefined);
  expect(await carriedBy(picture)).toMatchObject({
    kind: 'bench',
    bench: { request: { contexts: [8], prefills: [8], tokens: 64 }, report },
  });

  // The diagnose tool reproduces diagnoses only.
  const again = await runTool('diagnose', [...model, '--from', picture]);
  expect(again.exitCode).toBe(1);
  expect(again.stderr.trimEnd()).toMatch(/^--from .*: not a diagnosis, open it on the page to run it again\.$/);
});
