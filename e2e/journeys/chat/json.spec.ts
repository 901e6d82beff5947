import { Ajv2020 } from 'ajv/dist/2020.js';
import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../../test.ts';

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 12 },
    kind: { enum: ['fish', 'bird'] },
    size: { type: 'number', minimum: 0, maximum: 10 },
    tags: { type: 'array', items: { type: 'string', maxLength: 6 }, minItems: 1, maxItems: 3 },
  },
  required: ['name', 'kind', 'size', 'tags'],
  additionalProperties: false,
};
const hot = { temperature: 2, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1.2 };
const greedy = { ...hot, temperature: 0, repetitionPenalty: 1 };
const asked = { answerAs: 'schema', schema: JSON.stringify(schema), thinking: false, maxTokens: 300, seed: 5 } as const;

// A model of 255,000 random weights has no idea of JSON: what holds, holds by construction.
test('answers fit a schema, on either kernels, greedy or hot', async ({ page, chat }) => {
  const isValid = new Ajv2020().compile(schema);
  await visitedBefore(page, { kernels: 'fused', settings: { ...asked, sampling: greedy } });
  await chat.open();
  const answers = [await chat.ask('Describe an animal.')];
  await page.goto('./#settings');
  await page.getByLabel('Temperature', { exact: true }).fill('2');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  answers.push(await chat.regenerate());
  await page.getByRole('radio', { name: 'reference', exact: true }).check();
  answers.push(await chat.regenerate());
  for (const { content, figures, format } of answers) {
    expect(format).toEqual({ schema: asked.schema });
    expect(figures!.finish).toBe('end-of-turn');
    expect(isValid(JSON.parse(content)), content).toBe(true);
  }
});

test('a constrained answer that was cut goes on, after a reload too, as the one that was not', async ({
  page,
  chat,
}) => {
  const short = { type: 'array', items: { enum: ['a', 'b', 'c'] }, minItems: 6, maxItems: 6 };
  const settings = {
    answerAs: 'schema',
    schema: JSON.stringify(short),
    sampling: hot,
    seed: 3,
    thinking: false,
  } as const;
  await visitedBefore(page, { settings: { ...settings, maxTokens: 200 } });
  await chat.open();
  const whole = await chat.ask('Letters, please.');
  expect(whole.figures!.finish).toBe('end-of-turn');
  expect(JSON.parse(whole.content)).toHaveLength(6);
  await page.goto('./#settings');
  await page.getByLabel('Max tokens', { exact: true }).fill('5');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  expect((await chat.regenerate()).figures!.finish).toBe('max-tokens');
  await page.reload();
  await chat.ready();
  for (let turns = 0; turns < 20 && (await chat.lastAnswer()).figures!.finish === 'max-tokens'; turns += 1) {
    await chat.press('Continue');
    await chat.idle();
  }
  expect((await chat.lastAnswer()).content).toBe(whole.content);
});
