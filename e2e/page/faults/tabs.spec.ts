import { endlessAnswers } from '../../pages/bundled.ts';
import { ChatPage } from '../../pages/chat.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { replaceWorker } from '../fakes.ts';
import { expect, inEngine, test } from '../test.ts';

test('a tab that is frozen in mid-answer goes on when it thaws, and writes nothing over a tab that took over', async ({
  page,
  chat,
  context,
  fakes,
}) => {
  await endlessAnswers(page);
  await visitedBefore(page);
  await chat.open();
  await inEngine(page, (fake) => {
    fake.script = ['Half', ' an ans'];
  });
  await chat.begin('One apple.');
  await expect(chat.answers.first()).toContainText('Half an ans');
  const devtools = await context.newCDPSession(page);
  const become = (state: 'frozen' | 'active') => devtools.send('Page.setWebLifecycleState', { state });
  await become('frozen');
  await become('active');
  await expect(chat.answers.first()).toHaveAttribute('aria-busy', 'true');
  // The answer so far is kept each second.
  await expect.poll(async () => (await chat.lastAnswer()).content).toBe('Half an ans');
  await become('frozen');

  const second = await context.newPage();
  await replaceWorker(second, 'engine', fakes.engine, {});
  await replaceWorker(second, 'library', fakes.library, {});
  await second.setViewportSize({ width: 1280, height: 800 });
  const other = new ChatPage(second);
  await other.open();
  await second.getByRole('button', { name: 'Conversations' }).click();
  await second.getByRole('button', { name: 'One apple.', exact: true }).click();
  await second.getByRole('button', { name: 'Continue here' }).click();
  await expect(second.getByText('open in another tab')).toBeHidden();
  await expect(other.answers).toHaveCount(1);
  await other.ask('Two pears.');

  await become('active');
  await expect(page.getByText('open in another tab')).toBeVisible();
  await expect(chat.question('Two pears.')).toBeVisible();
  await inEngine(page, (fake) => fake.endAnswer());
  await expect(chat.answers).toHaveCount(2);
  await other.ask('A fig.');
  await expect(chat.question('A fig.')).toBeVisible();
  expect((await other.stored()).nodes).toHaveLength(6);
  await expect(other.answers.first()).toContainText('Half an ans');
});
