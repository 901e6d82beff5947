import { describe, expect, it } from 'vitest';
import { qwen3 } from '../model/families/qwen3/qwen3.ts';
import type { Constraint } from '../model/sampling/constraint.ts';
import type { AnswerStart } from '../tokenizer/stream/answer_splitter.ts';
import { smallFiles, smallTokenizerJson } from '../tokenizer/small.fixture.ts';
import { openHere } from '../tokenizer/in_thread.fixture.ts';
import { jsonAnswer } from './json_answer.ts';
import type { Model } from './model.ts';

const [end, open, close, seven, bracket] = [259, 261, 262, '7'.charCodeAt(0), '['.charCodeAt(0)];
const vocabSize = 263;

/** What an answer is held to; `tokenizer` is of a checkpoint with such files. */
async function heldTo(start: AnswerStart, thinking: boolean, files = smallFiles('{{ messages[0].content }}')) {
  const tokenizer = await openHere(files, qwen3);
  const model = { info: { config: { vocabSize } }, tokenizer, eosIds: [end] };
  return jsonAnswer(model as unknown as Model, { schema: '{"const": 7}' }, { start, thinking });
}

function permitted(constraint: Constraint): number[] {
  const mask = constraint.mask();
  return Array.from({ length: vocabSize }, (_, id) => id).filter((id) => mask[id >>> 5]! & (1 << (id & 31)));
}

/** White space may come before a document, as Qwen3 writes it behind its thoughts. */
const documentBegins = [seven, ' '.charCodeAt(0), '\n'.charCodeAt(0)].toSorted((a, b) => a - b);

describe('an answer in JSON', () => {
  it('may think first, about anything, but not end in its thoughts', async () => {
    const answer = await heldTo('either', true);
    expect(permitted(answer)).toEqual([...documentBegins, open]);
    answer.push(open);
    expect(permitted(answer)).toEqual(Array.from({ length: vocabSize }, (_, id) => id).filter((id) => id !== end));
    for (const id of [bracket, open, seven]) answer.push(id);
    expect(permitted(answer)).toContain(bracket);
    answer.push(close);
    expect(permitted(answer)).toEqual(documentBegins);
    answer.push(seven);
    expect(permitted(answer)).toContain(end);
    expect(permitted(answer)).not.toContain(close);
  });

  it('is JSON from its first token where it does not think', async () => {
    for (const start of ['answer', 'either'] as const)
      expect(permitted(await heldTo(start, false))).toEqual(documentBegins);
    expect(permitted(await heldTo('answer', true))).toEqual(documentBegins);
  });

  it('begins in thoughts that the prompt has opened', async () => {
    const answer = await heldTo('thinking', true);
    expect(permitted(answer)).toContain(bracket);
    answer.push(close);
    expect(permitted(answer)).toEqual(documentBegins);
  });

  it('is refused where thoughts end by no token', async () => {
    const json = smallTokenizerJson();
    const added_tokens = json.added_tokens.filter(({ id }) => id !== close);
    const files = { ...smallFiles('{{ messages[0].content }}'), tokenizer: JSON.stringify({ ...json, added_tokens }) };
    await expect(heldTo('thinking', true, files)).rejects.toThrow('switch thinking off for answers in JSON');
    expect(permitted(await heldTo('either', true, files))).toEqual(documentBegins);
  });
});
