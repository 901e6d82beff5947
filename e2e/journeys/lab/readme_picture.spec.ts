import { readFile } from 'node:fs/promises';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../../test.ts';

test.use({ bundled: 'demo' });

test('the README’s picture, dropped on the page, is reproduced', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open();
  await page.goto('./#finding');
  const buffer = await readFile('docs/finding.png');
  await page.getByLabel('Pictures of findings').setInputFiles({ name: 'finding.png', mimeType: 'image/png', buffer });
  const opened = page.getByRole('dialog', { name: 'qkv in layer 1 is wrong, in demo' });
  await opened.getByRole('button', { name: 'Reproduce' }).click();
  const outcome = opened.getByRole('status').filter({ hasText: /^(Reproduced|Not reproduced)/ });
  await expect(outcome).toContainText(/^Reproduced (bit for bit )?on .*: all \d+ stages/);
});
