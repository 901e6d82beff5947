import { inWorker, probeWorkers } from '../../fixtures/probe.ts';
import { endlessAnswers } from '../../pages/bundled.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../../test.ts';

test.beforeEach(async ({ page, chat }) => {
  await endlessAnswers(page);
  await probeWorkers(page);
  await visitedBefore(page);
  await chat.open();
});

test('a device that is lost during an answer keeps what was said', async ({ page, chat }) => {
  await inWorker(page, (probe) => {
    probe.script = ['Half', ' an ans'];
  });
  await chat.begin('One apple.');
  await expect(chat.answers.first()).toContainText('Half an ans');
  await inWorker(page, ({ devices }) => devices[0]!.destroy());
  await expect(page.getByRole('alert', { name: 'The GPU was lost' })).toBeVisible();
  await chat.idle();
  await expect(chat.answers.first()).toContainText(/Half an ans.*The GPU was lost/s);

  // A script that has ended holds back what the new device is asked, too.
  await inWorker(page, (probe) => (probe.script = null));
  await page.getByRole('button', { name: 'Reload the model' }).click();
  await chat.ready();
  expect((await chat.regenerate()).figures).toMatchObject({ tokens: 8 });
});

test('loading again and again leaves no buffer behind on the GPU', async ({ page, chat, models }) => {
  // Programs are recorded shortly after a load, and the sampler at the first answer. All of them exist once an answer has ended.
  await chat.ask('Hello!');
  const before = await inWorker(page, (probe) => probe.allocatedBuffers);
  expect(before).toBeGreaterThan(0);
  for (let load = 0; load < 3; load++) {
    await models.open();
    await models.dialog.getByRole('button', { name: 'Inspect the bundled model' }).click();
    await models.loadIt();
    await chat.ask('And again!');
    expect(await inWorker(page, (probe) => probe.allocatedBuffers)).toBe(before);
  }
});
