import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../../test.ts';

test('transformers.js answers in mid-conversation by the same weights, and agrees token by token', async ({
  page,
  chat,
  models,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  const ofIts = () => fetched.filter((path) => path.startsWith('/wasm/'));
  await visitedBefore(page, { settings: { maxTokens: 8 } });
  await chat.open();
  await chat.ask('What is 47 + 38?');

  await models.open();
  const section = models.dialog.getByRole('region', { name: 'Answer with transformers.js' });
  await expect(section).toContainText('of memory while it starts');
  expect(ofIts()).toEqual([]);
  await section.getByRole('button', { name: 'Start transformers.js' }).click();
  await expect(section).toContainText('give the ids of this page: 8 texts and conversations compared.');
  expect(ofIts()).toHaveLength(2);
  await page.keyboard.press('Escape');

  const engines = page.getByRole('radiogroup', { name: 'Kernels' });
  await expect(engines.getByRole('radio', { name: 'transformers.js' })).toBeChecked();
  const { content, model, figures } = await chat.ask('and plus 5?');
  expect(model?.name).toBe('Toy (7M), transformers.js');
  expect(figures).toMatchObject({ tokens: 8 });
  await engines.getByRole('radio', { name: 'reference' }).check();
  expect((await chat.regenerate()).content).toBe(content);

  await page.goto('./#lab/checks');
  const lab = page.getByRole('complementary', { name: 'Lab' });
  await lab.getByLabel('Tokens', { exact: true }).selectOption('16');
  await lab.getByRole('button', { name: 'Compare with transformers.js' }).click();
  const report = lab.getByRole('group', { name: 'Compared with transformers.js' });
  await expect(report.getByRole('heading')).toContainText('transformers.js agrees with this page');
  await expect(report).toContainText('16 of 16 places have the same likeliest token');

  await lab.getByRole('button', { name: 'Stage by stage with transformers.js' }).click();
  const stages = lab.getByRole('group', { name: 'Stages compared with transformers.js' });
  await expect(stages.getByRole('heading')).toContainText('Matches the known answers, within');
  await expect(stages).toContainText('reference kernels');
  await stages.getByText('Stages').click();
  await expect(stages.getByRole('row').filter({ hasText: 'L3.swiglu' })).toBeVisible();
});
