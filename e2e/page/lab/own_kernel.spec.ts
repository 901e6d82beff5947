import { writeFile } from 'node:fs/promises';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { drop, expectNoViolations } from '../../pages/sharing.ts';
import { expect, inEngine, test } from '../test.ts';

test.use({ bundled: 'demo' });

test('a kernel is begun from the text on file, tried by a press, and its verdict has its evidence', async ({
  page,
  chat,
}) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open('./#lab/kernel');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  const text = lab.getByRole('textbox', { name: 'WGSL' });
  const tryIt = lab.getByRole('button', { name: 'Try this kernel' });
  await expect(tryIt).toBeDisabled();
  await lab.getByRole('button', { name: 'Start from its text' }).click();
  await expect(text).toHaveValue(/fn product_add/);
  await tryIt.click();
  const verdict = lab.getByRole('region', { name: 'Verdict on your kernel' });
  await expect(verdict).toContainText(
    'product_add is right on this adapter.Alone, it agrees with float64 in 10 trials',
  );
  await expect(verdict).toContainText('It takes 67.8 µs for one token in a layer, the kernel on file 65 µs');
  await expect(lab.getByRole('table', { name: 'Alone, beside float64' }).getByRole('row')).toHaveCount(11);
  await expect(lab.getByRole('table', { name: 'In the model' })).toContainText('0 of 4');
  await expectNoViolations(page);

  // Stopped, it shows nothing; what was written survives another text and a reload.
  const written = (await text.inputValue()).replace('residual +', '');
  await text.fill(written);
  await expect(verdict).toContainText('of the text before your last change');
  await inEngine(page, (fake) => (fake.holdJobs = true));
  await tryIt.click();
  await page.getByRole('button', { name: 'Stop the trial' }).click();
  await expect(tryIt).toBeEnabled();
  await inEngine(page, (fake) => fake.release());
  await tryIt.click();
  await expect(verdict).toContainText(
    'product_add is wrong.Alone, on tiny values (F32, inputs 21, outputs 65) from seed',
  );
  await expect(verdict).toContainText('Wrong are 10 of 10 trials alone, 12 of 12 stages in the model.');
  await lab.getByRole('button', { name: 'Start from its text' }).click();
  await lab.getByRole('button', { name: 'Back to your text' }).click();
  await page.reload();
  await expect(text).toHaveValue(written);
});

test('messages of the compiler select their lines, and a file is opened or refused', async ({ page, chat }) => {
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open('./#lab/kernel');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  const text = lab.getByRole('textbox', { name: 'WGSL' });
  const [file, large] = ['mine.wgsl', 'large.wgsl'].map((name) => test.info().outputPath(name));
  await writeFile(file!, 'fn product_add() {\n  let residual = x[rows];\n}\n');
  await writeFile(large!, ' '.repeat(2 ** 20));
  await drop(page, [file!]);
  await expect(text).toHaveValue(/x\[rows\]/);
  await lab.getByRole('button', { name: 'Try this kernel' }).click();
  await expect(lab.getByRole('heading', { name: 'product_add does not compile: 1 error.' })).toBeVisible();
  await lab.getByRole('button', { name: 'line 2, column 20' }).click();
  const selected = () =>
    text.evaluate(({ value, selectionStart, selectionEnd }: HTMLTextAreaElement) =>
      value.slice(selectionStart, selectionEnd),
    );
  expect(await selected()).toBe('  let residual = x[rows];');
  await drop(page, [large!]);
  await expect(lab.getByRole('alert')).toHaveText(
    'large.wgsl has 1,048,576 bytes, and a kernel may have 65,536: leave out what is not the kernel.',
  );
  await expect(text).toHaveValue(/x\[rows\]/);
});
