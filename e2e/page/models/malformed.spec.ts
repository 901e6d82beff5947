import { mkdir } from 'node:fs/promises';
import { malformed } from '../../fixtures/malformed.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../test.ts';

/** One for each file that can be wrong: src/model/checkpoint/malformed.test.ts tries all. */
const oneOfEachFile = [...new Map(malformed.map((one) => [one.file, one])).values()];

test('a malformed checkpoint of each kind is refused in one line, and the loaded model answers as before', async ({
  page,
  chat,
  models,
}) => {
  await visitedBefore(page);
  await chat.open();
  const { content } = await chat.ask('Hello!');
  await models.open();
  for (const [index, { name, write, file, field, remedy }] of oneOfEachFile.entries()) {
    await test.step(name, async () => {
      const folder = test.info().outputPath(`${index}`);
      await mkdir(folder, { recursive: true });
      await write(folder);
      await models.inspectFolder(folder);
      const line = models.refusal.getByRole('paragraph').first();
      await expect(line).toContainText(field);
      const text = await line.innerText();
      expect(text).toMatch(/^[^\n]{1,400}$/);
      expect(text.slice(0, file.length + 2)).toBe(`${file}: `);
      expect(text.split('; ').at(-1)).toContain(remedy);
      await expect(models.refusal).toContainText('Toy (7M) is still loaded.');
    });
  }
  await page.keyboard.press('Escape');
  await expect(models.dialog).toBeHidden();
  expect((await chat.regenerate()).content).toBe(content);
});
