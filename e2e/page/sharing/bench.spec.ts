import { readFile } from 'node:fs/promises';
import { takeFinding } from '../../../src/findings/container/carry.ts';
import type { BenchFinding } from '../../../src/findings/format/finding.ts';
import { permalink } from '../../../src/findings/link/permalink.ts';
import { specOf } from '../../../src/findings/record.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { downloaded, drop, expectNoViolations } from '../../pages/sharing.ts';
import { expect, inEngine, test } from '../test.ts';

test('a benchmark is shared, opened, measured again and laid beside what was recorded', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open('./#lab/bench');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await lab.getByLabel('Longest context').selectOption('128');
  await lab.getByRole('button', { name: 'Measure' }).click();
  await lab.getByRole('button', { name: 'Share' }).click();

  const share = page.getByRole('dialog', { name: 'Share this finding' });
  const headline = /^(Fused|Reference): [\d.,]+ tokens\/s at context 128, [\d.,]+× (the reference|fused)/;
  await expect(share.getByRole('img')).toHaveAttribute('alt', new RegExp(`${headline.source}, landscape`));
  await expect(share).toContainText('A benchmark has no prompt');
  await expect(share.getByRole('group', { name: 'Prompt' })).toHaveCount(0);
  await expectNoViolations(page);
  const picture = await downloaded(page, 'Download picture');
  expect(picture.name).toMatch(/^plumbline_.*_(fused|reference)-\d+-a-second-at-128_\d{4}-\d\d-\d\d\.png$/);
  const png = await readFile(picture.file);
  expect(png.length).toBeLessThan(400_000);
  const finding = (await takeFinding(png)) as BenchFinding;
  expect(finding.bench.request).toMatchObject({ contexts: [128], prefills: [128], tokens: 96 });
  expect(finding.bench.report.decode.map(({ program }) => program)).toEqual(['fused', 'reference']);
  await page.keyboard.press('Escape');

  // Opened, it is shown as it was, and nothing has run.
  await drop(page, [picture.file]);
  const opened = page.getByRole('dialog', { name: headline });
  await expect(opened).toContainText('Nothing has been run here yet');
  await expect(opened).toContainText(
    'Reproduce measures fused and reference: decode 96 tokens at context 128, prefill 128 tokens, and every step alone',
  );
  const recorded = opened.getByRole('region', { name: 'Recorded result' });
  await expect(recorded.getByRole('table', { name: 'Decode' }).getByRole('rowheader')).toHaveText([
    'fused at 128',
    'reference at 128',
  ]);
  await expectNoViolations(page);

  // Compared with itself, every ratio is 1. Compared with another measurement, ratios differ.
  await opened.getByRole('button', { name: 'Compare with the lab’s benchmark' }).click();
  const two = page.getByRole('dialog', { name: 'Two findings, side by side' });
  await expect(two.getByRole('table', { name: 'Decode' }).getByRole('row').locator('td:last-child')).toHaveText([
    '1',
    '1',
  ]);
  await expectNoViolations(page);
  await page.getByLabel('Pictures of findings').setInputFiles(picture.file);
  await inEngine(page, (fake) => (fake.holdJobs = true));
  await opened.getByRole('button', { name: 'Reproduce' }).click();
  await expect(opened.getByRole('progressbar', { name: 'Benchmarking' })).toHaveAttribute('value', '0.25');
  await inEngine(page, (fake) => fake.release());
  const outcome = opened.getByRole('status').filter({ hasText: /^(Fused|Reference) decodes/ });
  await expect(outcome).toContainText(/: [\d.]+× the recorded rate\. It is [\d.]+× as fast as/);
  const beside = opened.getByRole('region', { name: 'Reproduce' }).getByRole('table', { name: 'Decode' });
  await expect(beside.getByRole('columnheader')).toHaveText(['program', 'recorded', 'here', 'ratio']);
  await expectNoViolations(page);

  // A link says what it will do.
  await page.goto(permalink(specOf(finding), './'));
  const linked = page.getByRole('dialog', { name: `A benchmark of ${finding.bench.report.model.name}` });
  await expect(linked).toContainText('Only how to run it is known');
  await expect(linked.getByRole('row', { name: /to measure/ })).toContainText('fused and reference');

  // A benchmark and a diagnosis have nothing in common.
  await page.getByLabel('Pictures of findings').setInputFiles([picture.file, 'docs/finding.png']);
  await expect(page.getByRole('alert')).toHaveText(
    'One of these is a benchmark and the other a diagnosis, so they cannot be compared: choose two of a kind.',
  );
});
