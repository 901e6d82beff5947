import { expect, test } from 'vitest';
import { qwen3 } from '../model/families/qwen3/qwen3.ts';
import { smallFiles } from './small.fixture.ts';
import { createTokenizer } from './in_thread.fixture.ts';

const [start, end, text] = [258, 259, 260];
const chatml = `{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}`;
const ids = (template: string | null, config: object | null = null) =>
  createTokenizer({ ...smallFiles(template), tokenizerConfig: config && JSON.stringify(config) }, qwen3.answerTags)
    .endOfTurnIds;

test('eos_token of special_tokens_map.json, where no other file has one', () => {
  const specialTokensMap = JSON.stringify({ eos_token: { content: '<|endoftext|>' } });
  const files = { ...smallFiles(chatml), specialTokensMap };
  expect(createTokenizer(files, qwen3.answerTags).endOfTurnIds).toEqual([text, end]);
  const other = { ...files, tokenizerConfig: '{"eos_token": "<|im_start|>"}' };
  expect(createTokenizer(other, qwen3.answerTags).endOfTurnIds).toEqual([start, end]);
});

test.each<[string, string | null, object | null, number[]]>([
  ['the token that closes an answer', chatml, null, [end]],
  ['it and eos_token', chatml, { eos_token: '<|endoftext|>' }, [text, end]],
  ['one when they are the same', chatml, { eos_token: { content: '<|im_end|>' } }, [end]],
  ['it behind white space', chatml.replace('<|im_end|>', '\n <|im_end|>'), null, [end]],
  ['the token that opens the next turn, where none closes', chatml.replace('<|im_end|>', ''), null, [start]],
  [
    'eos_token alone, where the template closes with a text',
    '{% for m in messages %}{{ m.content }}.{% endfor %}',
    { eos_token: '<|im_end|>' },
    [end],
  ],
  ['none, where the template leaves answers out', '{{ messages[-1].content }}', null, []],
  [
    'none, where a second question is rejected',
    `{% if messages | length > 1 %}{{ raise_exception('one') }}{% endif %}${chatml}`,
    null,
    [],
  ],
  ['none of an eos_token without id', chatml.replace('<|im_end|>', ''), { eos_token: '</s>' }, [start]],
  ['none without a template', null, null, []],
])('%s', (_name, template, config, expected) => {
  expect(ids(template, config)).toEqual(expected);
});
