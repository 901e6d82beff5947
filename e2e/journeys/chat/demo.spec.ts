import { visitedBefore } from '../../pages/earlier_visit.ts';
import { expect, test } from '../../test.ts';

test.use({ bundled: 'demo' });

/** The examples of the first view, and what an answer to each cannot do without. */
const examples: Record<string, RegExp[]> = {
  'What is this page?': [/Qwen3/, /browser/, /WebGPU/],
  'How do I find a wrong kernel?': [/Diagnose/, /Find the wrong step/, /step/],
  'What is 47 + 38?': [/\*\*85\*\*\.$/],
  'Tell me a story about a fox, a tower and a bell.': [/\bfox\b/, /\btower\b/, /\bbell\b/],
};

test('the page says that its model is a toy, how to load a real one, and offers what the toy can do', async ({
  page,
  chat,
  models,
}) => {
  await chat.open();
  await expect(chat.modelLine).toContainText(/7\.08M parameters, 14\.2 MB · \S/);
  const toy = page.getByRole('paragraph').filter({ hasText: 'comes with the page' });
  await expect(toy).toContainText('For real answers, load a real Qwen3');
  await expect(page.getByRole('list', { name: 'Examples' }).getByRole('button')).toHaveText(Object.keys(examples));
  await toy.getByRole('link').click();
  await expect(models.dialog).toBeVisible();
});

test('the toy answers every example well, thinks when asked to, understands what is asked further, and ends by itself', async ({
  page,
  chat,
}) => {
  await visitedBefore(page, { kernels: 'fused', settings: { maxTokens: 320 } });
  await chat.open();
  for (const [i, [question, wanted]] of Object.entries(examples).entries()) {
    await page.getByRole('list', { name: 'Examples' }).getByRole('button', { name: question }).click();
    await expect(chat.question(question)).toBeVisible();
    await expect(chat.send).toBeVisible();
    await chat.idle();
    const { content, thinking, figures } = await chat.lastAnswer();
    for (const fact of wanted) expect(content).toMatch(fact);
    expect(figures).toMatchObject({ finish: 'end-of-turn' });
    expect(thinking === '').toBe(i % 2 === 0);
    if (question === 'What is 47 + 38?') expect((await chat.ask('and plus 5?')).content).toMatch(/\*\*90\*\*\.$/);
    await chat.newChat();
    await page.getByRole('button', { name: 'Thinking', exact: true }).click();
  }
});
