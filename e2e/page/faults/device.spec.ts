import { endlessAnswers } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, inEngine, test } from '../test.ts';

test('a device is lost while a prompt is read, twice in a row, in a diagnosis and in a benchmark: each time all goes on', async ({
  page,
  chat,
}) => {
  await endlessAnswers(page);
  await visitedBefore(page, { kernels: 'fused' });
  await chat.open('./#lab/diagnose');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  const card = page.getByRole('alert', { name: 'The GPU was lost' });
  const reload = async () => {
    await inEngine(page, (fake) => fake.release());
    await card.getByRole('button', { name: 'Reload the model' }).click();
    await expect(card).toBeHidden();
    await expect(page.getByRole('region', { name: 'Engine status' })).toContainText('is ready');
  };

  await inEngine(page, (fake) => (fake.holdPrefill = true));
  await chat.begin('One apple.');
  await expect.poll(() => inEngine(page, (fake) => fake.holdPrefill)).toBe(false);
  await inEngine(page, (fake) => fake.lose());
  await expect(chat.answers.first()).toContainText('The GPU was lost');
  await inEngine(page, (fake) => (fake.holdJobs = true));
  await card.getByRole('button', { name: 'Reload the model' }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await inEngine(page, (fake) => fake.lose());
  await reload();
  expect((await chat.regenerate()).figures).toMatchObject({ tokens: 8 });

  for (const [tab, button] of [
    ['diagnose', 'Find the wrong step'],
    ['bench', 'Measure'],
  ] as const) {
    await page.goto(`./#lab/${tab}`);
    await inEngine(page, (fake) => (fake.holdJobs = true));
    await lab.getByRole('button', { name: button }).click();
    await expect(page.getByRole('button', { name: /^Stop the / })).toBeVisible();
    await inEngine(page, (fake) => fake.lose());
    await expect(lab).toContainText('The GPU was lost');
    await reload();
    await expect(lab.getByRole('button', { name: button })).toBeEnabled();
  }
  await chat.ask('And another.');
  expect((await chat.stored()).nodes).toHaveLength(5);
});
