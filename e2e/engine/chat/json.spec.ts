import type { ChatRequest } from '../../../src/worker/api.ts';
import { small, test, valueOf, type Engine } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';

const tokens = 60;
const schema = JSON.stringify({ type: 'array', items: { type: 'string', minLength: 1 }, minItems: tokens });
const sampling = { temperature: 1, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 3 };

async function answer(engine: Engine, format?: ChatRequest['format']) {
  const asked = { messages: [{ role: 'user' as const, content: 'Go.' }], thinking: false, sampling, maxTokens: tokens };
  const { result, events } = await engine.chat({ ...asked, ...(format && { format }) });
  const { decodeMs, ...summary } = valueOf(result);
  const text = events.map((event) => (event.type === 'text' ? event.text : '')).join('');
  return { text, ms: decodeMs / (summary.tokens - 1), tokens: summary.tokens };
}

test('an answer that is held to JSON has one token in flight, and that is what it costs', async ({ engine }) => {
  engine.forget();
  await engine.load(small, 'stored', 256);
  await engine.configure({});
  valueOf(await engine.prepare());
  // The first one fetches the grammar, and finds the masks.
  const [first, held, free] = [
    await answer(engine, { schema }),
    await answer(engine, { schema }),
    await answer(engine),
  ];
  for (const { text } of [first, held]) expect(text).toMatch(/^\s*\[/);
  expect(held).toMatchObject({ text: first.text, tokens });
  const [before, after, none] = [first, held, free].map(({ ms }) => ms.toFixed(1));
  console.log(`    ms a token: ${none} free, ${after} held to JSON, ${before} where its masks are new`);
  engine.forget();
});
