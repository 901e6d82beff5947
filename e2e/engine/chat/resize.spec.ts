import type { Result } from '../../../src/result.ts';
import type { ChatRequest, LoadedModel, SamplingSettings } from '../../../src/worker/api.ts';
import { small, test, valueOf, type Engine } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';

const sampling: SamplingSettings = {
  temperature: 1.5,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1.2,
  seed: 7,
};

async function answer(engine: Engine, asked: Partial<ChatRequest> = {}) {
  const messages = [{ role: 'user' as const, content: 'Go.' }];
  const { result, events } = await engine.chat({ messages, thinking: false, sampling, maxTokens: 96, ...asked });
  return { summary: valueOf(result), ids: events.flatMap((event) => (event.type === 'text' ? event.ids : [])) };
}

test('an answer that filled its context goes on in a longer one, with the ids that it would have had there', async ({
  engine,
}) => {
  const resize = async (context: number) =>
    valueOf(
      await engine.page.evaluate(
        async (context): Promise<Result<LoadedModel>> => window.harness.engine.resize(context),
        context,
      ),
    );
  engine.forget();
  await engine.load(small, 'stored', 256);
  await engine.configure({});
  valueOf(await engine.prepare());
  const whole = await answer(engine);
  const { promptTokens } = whole.summary;
  expect(whole.ids.length).toBeGreaterThan(40);

  expect(await resize(promptTokens + 24)).toMatchObject({ context: promptTokens + 24, weights: { choice: 'stored' } });
  const cut = await answer(engine);
  expect(cut.summary.finish).toBe('context-full');
  expect(cut.ids).toEqual(whole.ids.slice(0, cut.ids.length));

  await resize(256);
  const rest = await answer(engine, { resume: cut.ids, maxTokens: 96 - cut.ids.length });
  // The cache is new: all is read again.
  expect(rest.summary.cachedTokens).toBe(0);
  expect([...cut.ids, ...rest.ids]).toEqual(whole.ids);
  engine.forget();
});
