import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseOptions } from '../tools/trace/options.ts';
import { demoFolder } from './app_server.ts';
import { expect, test } from './test.ts';
import { goldenFolder } from './tools.ts';

/** As tools/demo-model/evaluation/evaluate.py writes them. */
interface HeldOut {
  category: string;
  text: string;
  prompt: number[];
  ids: number[];
}

const file = path.join(goldenFolder('demo'), 'prompts.json');
const prompts = JSON.parse(await readFile(file, 'utf8')) as HeldOut[];
const size = ({ prompt, ids }: HeldOut) => prompt.length + ids.length;

/** Of these demo_goldens.spec.ts has one each. */
const elsewhere = new Set(['arithmetic', 'basics', 'stories']);

/** The shortest five of other categories: on two cores and no GPU one takes 5 s, so all take more than 13 minutes. */
const few = [...new Set(prompts.map(({ category }) => category))]
  .filter((category) => !elsewhere.has(category))
  .map((category) => prompts.filter((one) => one.category === category).toSorted((a, b) => size(a) - size(b))[0]!)
  .toSorted((a, b) => size(a) - size(b))
  .slice(0, 5);

// HELD_OUT=all npm run e2e -- e2e/held_out.spec.ts
const chosen = process.env.HELD_OUT === 'all' ? prompts : few;

test.use({ bundled: 'demo' });

test(`the demo answers ${chosen.length} held-out prompts as transformers does, token by token`, async ({ page }) => {
  test.setTimeout(60_000 * chosen.length);
  await page.goto('headless.html');
  const checkpoint = new URL('models/demo/', page.url()).href;
  for (const { category, text, prompt, ids } of chosen) {
    // What `npm run -s trace -- --prompt` asks of the same page; that tool starts a browser for every prompt.
    const asked = ['--model', demoFolder, '--prompt', text, '--generate', `${ids.length}`];
    const { weights, request } = parseOptions([
      ...asked,
      '--kernels',
      'reference',
      '--out',
      test.info().outputPath('out'),
    ]);
    const result = await page.evaluate((job) => window.plumbline.trace(job), {
      checkpoint,
      weights,
      request,
    });
    expect.soft(result, text).toMatchObject({ ok: true, value: { tokens: prompt, generated: { ids } } });
    if (result.ok) console.log(`  ${category}: ${prompt.length} tokens, ${result.value.generated.ids.length} ids`);
  }
});
