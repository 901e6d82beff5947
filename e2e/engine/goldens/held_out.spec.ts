import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { demo, test } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';
import { goldenFolder } from '../../tools.ts';

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

/** demo.spec.ts has a prompt of each of these. */
const elsewhere = new Set(['arithmetic', 'basics']);

/** The shortest four of other categories: on two cores and no GPU one takes 5 s, so all take more than 13 minutes. */
const few = [...new Set(prompts.map(({ category }) => category))]
  .filter((category) => !elsewhere.has(category))
  .map((category) => prompts.filter((one) => one.category === category).toSorted((a, b) => size(a) - size(b))[0]!)
  .toSorted((a, b) => size(a) - size(b))
  .slice(0, 4);

// HELD_OUT=all npm run e2e -- e2e/engine/goldens/held_out.spec.ts
const chosen = process.env.HELD_OUT === 'all' ? prompts : few;

for (const one of chosen) {
  const { category, text, prompt, ids } = one;
  const title = `held-out prompt ${prompts.indexOf(one)}, of ${category}`;
  test(`the demo answers ${title}, as transformers does, token by token`, async ({ engine }) => {
    await engine.load(demo);
    const { report } = await engine.trace({ prompt: { text }, generate: ids.length, tensors: false });
    expect(report).toMatchObject({ tokens: prompt, generated: { ids } });
    console.log(`  ${category}: ${prompt.length} tokens, ${ids.length} ids`);
  });
}
