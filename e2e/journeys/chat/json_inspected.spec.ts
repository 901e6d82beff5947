import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../../test.ts';

test('candidates that a schema rules out are marked in the inspector', async ({ page, chat }) => {
  const schema = JSON.stringify({ enum: ['fish', 'bird'] });
  await visitedBefore(page, { settings: { answerAs: 'schema', schema, thinking: false } });
  await chat.open();
  await chat.ask('Describe an animal.');
  await chat.press('Inspect tokens');
  await page.getByRole('region', { name: 'Tokens of this answer' }).getByRole('button').first().click();
  await expect(page.getByRole('table', { name: 'Most likely tokens' })).toContainText('not in this format');
});
