import { writeFile } from 'node:fs/promises';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { drop, expectNoViolations } from '../../pages/sharing.ts';
import { expect, inEngine, test } from '../test.ts';

test.use({ bundled: 'demo' });

test('known answers are compared by a press or by dropping a file, and batches bit by bit', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open('./#lab/checks');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await lab.getByRole('button', { name: 'What transformers computes for Toy (7M)' }).click();
  await expect(lab.getByRole('heading', { name: 'Matches the known answers, within 3.0e-7.' })).toBeVisible();
  await expect(lab.getByRole('table', { name: 'Positions' }).getByRole('row')).toHaveCount(3);

  const batches = lab.getByRole('button', { name: 'Compare batch sizes' });
  await inEngine(page, (fake) => (fake.holdJobs = true));
  await batches.click();
  await page.getByRole('button', { name: 'Stop the batch check' }).click();
  await expect(batches).toBeEnabled();
  await inEngine(page, (fake) => fake.release());
  await batches.click();
  await expect(lab.getByRole('table', { name: 'Kernels by batch size' })).toContainText('norm_qkv, norm_qkv_tiles');
  await expect(lab).toContainText('Fused kernels for many rows: identical bits in batches of 2 to 24.');
  await expectNoViolations(page);

  // Dropped anywhere, whatever the lab shows.
  await page.goto('./#chat');
  const file = test.info().outputPath('wrong.safetensors');
  const header = JSON.stringify({ tokens: { dtype: 'I32', shape: [1], data_offsets: [0, 4] } });
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  await writeFile(file, Buffer.concat([length, Buffer.from(header), Buffer.alloc(4)]));
  await drop(page, [file]);
  await expect(
    lab.getByRole('heading', { name: /^Differs from the known answers: logits and the continuation/ }),
  ).toBeVisible();
  const sent = await inEngine(page, (fake) => fake.calls.filter(({ method }) => method === 'checkKnownAnswers'));
  expect(sent.map(({ given }) => (given as { name: string }).name)).toEqual([
    'What transformers computes for Toy (7M)',
    'wrong.safetensors',
  ]);
});
