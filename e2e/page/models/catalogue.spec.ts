import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expectNoViolations } from '../../pages/sharing.ts';
import { expect, test } from '../test.ts';

const hub = 'https://huggingface.co/';

test.beforeEach(async ({ page, chat, models, origins }) => {
  origins.push(hub);
  await page.route(`${hub}**`, (route) =>
    route.fulfill({ status: 404, headers: { 'Access-Control-Allow-Origin': '*' } }),
  );
  await visitedBefore(page);
  await chat.open();
  await models.open();
});

test('the catalogue recommends one model, says what each takes, and gets it as chosen', async ({ page, models }) => {
  const catalogue = models.dialog.getByRole('region', { name: 'Qwen3 models' });
  const cards = catalogue.getByRole('listitem');
  await expect(cards).toHaveCount(6);
  await expect(cards.filter({ hasText: 'Recommended' })).toHaveCount(1);
  const card = catalogue.getByRole('listitem', { name: '4B', exact: true });
  await card.getByLabel('Model of 4B').selectOption('Qwen3-4B-Instruct-2507');
  await card.getByLabel('Format of 4B').selectOption('BF16');
  await card.getByLabel('Weights of 4B').selectOption('4-bit');
  await expect(card).toContainText('8.06 GB to download, 3.67 GB of GPU memory.');
  await catalogue.getByLabel('For a context of').selectOption('8192');
  await expect(card).toContainText('4.87 GB of GPU memory.');
  await expectNoViolations(page);
  await card.getByRole('button', { name: 'Get' }).click();
  await expect(models.refusal).toContainText('Qwen/Qwen3-4B-Instruct-2507');
});

test('the hub is searched by name: what can run comes first, the rest says why not', async ({ page, models }) => {
  const found = [
    { id: 'Qwen/Qwen3-30B-A3B', tags: ['safetensors', 'qwen3_moe'], downloads: 9 },
    { id: 'someone/Qwen3-8B-tune', tags: ['safetensors', 'qwen3'], downloads: 1234 },
  ];
  const asked: string[] = [];
  await page.route(`${hub}api/models?**`, (route) => {
    asked.push(new URL(route.request().url()).searchParams.get('search')!);
    return route.fulfill({ json: found, headers: { 'Access-Control-Allow-Origin': '*' } });
  });
  const search = models.dialog.getByLabel('Search huggingface.co');
  await search.pressSequentially('qwen3');
  const results = models.dialog.getByRole('list', { name: 'Found' }).getByRole('listitem');
  await expect(results).toHaveText([/tune1,234 downloads last month/, /A3BIt is a mixture of experts/]);
  expect(asked.at(-1)).toBe('qwen3');
  await expect(results.last().getByRole('button')).toHaveCount(0);
  await results.first().getByRole('button', { name: 'Get someone/Qwen3-8B-tune' }).click();
  await expect(models.refusal).toContainText('someone/Qwen3-8B-tune');

  await page.route(`${hub}api/models?**`, (route) => route.abort());
  await search.fill('other');
  await expect(models.dialog).toContainText(
    'huggingface.co: no answer (Failed to fetch); check the address and the connection.',
  );
});
