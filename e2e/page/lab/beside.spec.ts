import { serveModel, type SmallServer } from '../../../tools/servers/serve.ts';
import { serveApp } from '../../app_server.ts';
import { roundedToyLogits } from '../../../tools/servers/toy_logits.ts';
import { placeholderModel } from '../../fixtures/served_model.ts';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { Servers } from '../../pages/servers.ts';
import { expectNoViolations } from '../../pages/sharing.ts';
import { expect, inEngine, test } from '../test.ts';

test('a server is compared with this page by forced decoding, verdict first', async ({
  page,
  chat,
  bundled,
  origins,
}) => {
  const same = placeholderModel();
  const served = [
    { dialect: 'vllm', model: same },
    { dialect: 'sglang', model: placeholderModel({ logits: (ids) => roundedToyLogits(ids, 512) }) },
    // Another template, which begins with a token of its own.
    {
      dialect: 'llama-server',
      model: placeholderModel({ chat: (messages, thinking) => [1, ...same.chat(messages, thinking)] }),
    },
    { dialect: 'ollama', model: same },
    { dialect: 'vllm', model: placeholderModel({ vocabulary: 4000 }) },
  ] as const;
  const small: SmallServer[] = [];
  for (const each of served) small.push(await serveModel(each));
  const connect = small.map(({ origin }) => origin);
  const app = await serveApp(bundled, connect);
  origins.push(app.address, ...connect);
  await visitedBefore(page, { kernels: 'fused' });
  await page.goto(`${app.address}#lab/checks`);
  await chat.ready();
  const lab = page.getByRole('complementary', { name: 'Lab' });
  const beside = lab.getByRole('region', { name: 'Beside another engine' });
  await expect(beside).toContainText('Start transformers.js or connect a server first');
  const servers = new Servers(page);
  for (const { origin } of small) await servers.connect(origin);
  await beside.getByLabel('Tokens').selectOption('16');
  const compare = async (label: string, at = 0) => {
    await beside
      .getByRole('button', { name: `Compare with ${label}` })
      .nth(at)
      .click();
    await expect(beside.getByText('Comparing…')).toBeHidden();
  };
  const report = (label: string) => beside.getByRole('group', { name: `Compared with ${label}` });

  await compare('vLLM');
  await expect(report('vLLM').getByRole('heading')).toHaveText(
    /^vLLM agrees with this page: a mean KL of at most \S+ nats/,
  );
  for (const sentence of [
    '16 of 16 places have the same likeliest token.',
    'Both go on with the same 16 tokens.',
    'give the same',
    'It tells of its likeliest tokens only. The rest has at most 0.01% of the probability',
  ]) {
    await expect(report('vLLM')).toContainText(sentence);
  }

  await compare('SGLang');
  await expect(report('SGLang').getByRole('heading')).toHaveText(
    /^SGLang differs by a mean KL of .+ whose weights are rounded\.$/,
  );
  await expect(report('SGLang')).toContainText(
    /The continuations part at token \d+: .+ here \([\d.]+%, there [\d.]+%\), .+ there \([\d.]+%, here [\d.]+%\)/,
  );
  await expect(report('SGLang')).toContainText('The kernels here have not been checked yet');
  await report('SGLang').getByText('Of its tokens').click();
  await expect(report('SGLang').getByRole('table').last().getByRole('row')).toHaveCount(17);
  await expectNoViolations(page);

  await compare('llama.cpp');
  await expect(report('llama.cpp').getByRole('heading')).toContainText('llama.cpp agrees with this page');
  await expect(report('llama.cpp')).toContainText('gives other ids of the prompt');

  await compare('Ollama');
  await expect(report('Ollama').getByRole('heading')).toContainText('Another text from character 1 on.');

  await compare('vLLM', 1);
  await expect(beside.getByRole('alert')).toContainText('The other engine has another vocabulary');

  small[0]!.goWrong('silent', '/v1/completions');
  await beside.getByRole('button', { name: 'Compare with vLLM' }).first().click();
  await expect.poll(() => small[0]!.requests.at(-1)!.route).toBe('POST /v1/completions');
  await page.getByRole('button', { name: 'Stop the comparison' }).click();
  await expect(beside.getByRole('button', { name: 'Compare with vLLM' }).first()).toBeEnabled();
  await expect(beside.getByRole('alert')).toBeHidden();
  const run = await inEngine(page, (fake) => fake.calls.filter(({ method }) => method === 'compareRows').length);
  expect(run).toBe(5);

  app.close();
  await Promise.all(small.map((server) => server.close()));
});
