import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../tools/bootstrap/process.mjs';
import { greedySettings } from '../../src/vocabulary/sampling_settings.ts';
import { small, test, valueOf, type Engine } from '../fixtures/engine.ts';
import { expect } from '../test.ts';

const names = ['config.json', 'model.safetensors', 'tokenizer.json', 'tokenizer_config.json'];

/** Inspects the small model with other texts in some of its files. */
function inspect(engine: Engine, texts: Record<string, string>) {
  return engine.page.evaluate(
    async ([folder, names, texts]) => {
      const files = await Promise.all(
        [...new Set([...names, ...Object.keys(texts)])].map(async (path) => {
          const part = texts[path] ?? (await (await fetch(`${folder}/${path}`)).blob());
          return { path, file: new File([part], path) };
        }),
      );
      return window.harness.engine.inspect({ kind: 'files', name: 'a stranger’s', files });
    },
    [small, names, texts] as const,
  );
}

function exponential(): string {
  const text = readFileSync(path.join(root, 'e2e', small, 'tokenizer.json'), 'utf8');
  const json = JSON.parse(text) as { pre_tokenizer: { pretokenizers: [{ pattern: object }] } };
  json.pre_tokenizer.pretokenizers[0].pattern = { Regex: '(?:\\p{L}+)+\\d|.' };
  return JSON.stringify(json);
}

test('a template that never ends and a pattern that tries everything are given up, and the model before answers', async ({
  engine,
}) => {
  await engine.load(small, 'stored', 64);
  const loop = '{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}';
  expect(await inspect(engine, { 'chat_template.jinja': loop })).toMatchObject({
    ok: false,
    failure: {
      kind: 'bad-checkpoint',
      message: expect.stringMatching(/^chat_template\.jinja: the chat template did not end within 2 s/),
    },
  });
  expect(await inspect(engine, { 'tokenizer.json': exponential() })).toMatchObject({
    ok: false,
    failure: {
      kind: 'bad-checkpoint',
      message: expect.stringMatching(/^tokenizer\.json: its pattern did not get through \d+ char/),
    },
  });
  const request = { messages: [{ role: 'user' as const, content: 'Hello' }], thinking: false };
  const { result } = await engine.chat({ ...request, sampling: greedySettings, maxTokens: 2 });
  expect(valueOf(result).tokens).toBe(2);
});
