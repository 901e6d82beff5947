import { expect, test } from 'vitest';
import { refusalOf } from '../../../e2e/fixtures/refusal.ts';
import { parseGenerationConfig } from './generation_config.ts';

function parse(generation: object | null, config: object = {}) {
  return parseGenerationConfig(generation && { file: 'generation_config.json', text: JSON.stringify(generation) }, {
    file: 'config.json',
    text: JSON.stringify(config),
  });
}

test('as Qwen3 is published', () => {
  const published = {
    bos_token_id: 151643,
    do_sample: true,
    eos_token_id: [151645, 151643],
    pad_token_id: 151643,
    temperature: 0.6,
    top_k: 20,
    top_p: 0.95,
    transformers_version: '4.51.0',
  };
  expect(parse(published, { eos_token_id: 151645 })).toEqual({
    eosTokenIds: [151645, 151643],
    recommended: { temperature: 0.6, topK: 20, topP: 0.95, minP: 0, repetitionPenalty: 1 },
  });
});

test.each<[string, object | null, object, number[]]>([
  ['one id', { eos_token_id: 3 }, {}, [3]],
  ['the same id twice', { eos_token_id: [3, 4, 3] }, {}, [3, 4]],
  ['config.json without the file', null, { eos_token_id: 5 }, [5]],
  ['config.json when the file names none', { do_sample: true }, { eos_token_id: [5, 6] }, [5, 6]],
  ['config.json when the file says null', { eos_token_id: null }, { eos_token_id: 5 }, [5]],
  ['neither', null, {}, []],
  ['both, when they differ', { eos_token_id: 5 }, { eos_token_id: [6, 5] }, [5, 6]],
  ['what means none', { eos_token_id: [null, -1, 5] }, { eos_token_id: -1 }, [5]],
])('EOS ids from %s', (_name, generation, config, expected) => {
  expect(parse(generation, config)).toEqual({ eosTokenIds: expected, recommended: null });
});

test.each<[string, unknown]>([
  ['eos_token_id', '</s>'],
  ['eos_token_id', -2],
  ['eos_token_id', 1.5],
  ['eos_token_id', [1, '2']],
])('refuses %s %j', async (field, value) => {
  const { kind, message } = await refusalOf(() => parse({ [field]: value }));
  expect(kind).toBe('bad-checkpoint');
  expect(message).toMatch(/^generation_config\.json: .+; it must be .+$/);
  expect(message).toContain(`${field} is ${JSON.stringify(value)}; `);
});

const off = { temperature: 1, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1 };

test.each<[object, object | null]>([
  [{}, null],
  [{ do_sample: true }, null],
  [{ do_sample: false }, { ...off, temperature: 0 }],
  [
    { do_sample: false, temperature: 0.7, top_k: 20 },
    { ...off, temperature: 0, topK: 20 },
  ],
  [
    { do_sample: false, top_p: 0.0, top_k: 0 },
    { ...off, temperature: 0 },
  ],
  [
    { do_sample: true, temperature: 0.7, top_p: 0 },
    { ...off, temperature: 0 },
  ],
  [{ top_k: -1 }, off],
  [
    { top_k: 20, temperature: null, top_p: null },
    { ...off, topK: 20 },
  ],
  [
    { temperature: 0.7, repetition_penalty: 1.05, min_p: 0.1 },
    { ...off, temperature: 0.7, repetitionPenalty: 1.05, minP: 0.1 },
  ],
  [{ temperature: 0 }, { ...off, temperature: 0 }],
  [
    { temperature: 0.6, top_p: 1.1 },
    { ...off, temperature: 0.6 },
  ],
  [{ temperature: -0.1, top_k: 'all', top_p: '0.9', min_p: 7, repetition_penalty: 0 }, null],
  [
    { temperature: 'warm', top_k: 20 },
    { ...off, topK: 20 },
  ],
])('recommends by %j', (fields, recommended) => {
  expect(parse(fields)).toEqual({ eosTokenIds: [], recommended });
});

test('refuses an EOS id of config.json under its own name', async () => {
  const { message } = await refusalOf(() => parse(null, { eos_token_id: {} }));
  expect(message).toContain('config.json: eos_token_id is {}; ');
});
