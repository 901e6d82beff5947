import { uniformProgram, type KernelSet } from '../../../src/vocabulary/program.ts';
import type { AnsweredOn, ChosenFault, TokenFigures, WatchReport, WatchRequest } from '../../../src/worker/api.ts';
import type { Result } from '../../../src/result.ts';
import { demo, test, valueOf, type Engine } from '../../fixtures/engine.ts';
import { expect } from '../../test.ts';

const sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 1 };

interface Watched {
  first: TokenFigures;
  tokens: TokenFigures[];
  on: AnsweredOn;
}

/** Statistics of an answer of ten tokens, in a new conversation. */
async function watched(engine: Engine, set: KernelSet, fault: ChosenFault | null): Promise<Watched> {
  // A prompt that is already in the cache would not be watched.
  engine.forget();
  await engine.load(demo, 'stored', 128);
  await engine.configure({ program: uniformProgram(set), fault, watching: true, watchdog: false });
  // An answer runs the reference until the fused kernels are compiled.
  valueOf(await engine.prepare());
  const messages = [{ role: 'user' as const, content: 'What is 47 + 38?' }];
  const { result, events } = await engine.chat({ messages, thinking: false, sampling, maxTokens: 10 });
  valueOf(result);
  const on = await engine.page.evaluate(async (): Promise<Result<AnsweredOn | null>> =>
    window.harness.engine.answeredOn(),
  );
  await engine.configure({});
  const seen = events.flatMap((event) => (event.type === 'statistics' ? [event] : []));
  const names = seen.map(({ name }) => name);
  const said = events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('');
  expect(names[0]).toBe('<|im_start|>');
  // The last token that was sampled has not run.
  if (fault === null) expect(said.startsWith(names.slice(1).join(''))).toBe(true);
  const [first, ...tokens] = seen.map(({ figures }) => figures);
  return { first: first!, tokens, on: valueOf(on)! };
}

async function again(engine: Engine, request: WatchRequest): Promise<WatchReport> {
  return valueOf(
    await engine.page.evaluate(
      async (request): Promise<Result<WatchReport>> => window.harness.engine.watchAgain(request),
      request,
    ),
  );
}

for (const set of ['reference', 'fused'] as const) {
  test(`a token watched with ${set} kernels has the same statistics when it is run again`, async ({ engine }) => {
    const { first, tokens, on } = await watched(engine, set, null);
    expect(first.position).toBe(0);
    const last = tokens.at(-1)!;
    expect(tokens.map(({ position }) => position)).toEqual(tokens.map((_, n) => tokens[0]!.position + n));
    for (const token of tokens) {
      expect(token).toMatchObject({ set, layers: 8, trouble: null });
      const known = Array.from(token.rows.rms).filter((value) => Number.isFinite(value)).length;
      // Fused kernels merge attention inside attn_out.
      expect(known).toBe(8 * (set === 'fused' ? 7 : 8));
    }
    // Each token measures attention in one of the eight layers, so the eighth token completes it.
    const unknown = (token: TokenFigures) => token.attention.entropy.filter((value) => Number.isNaN(value)).length;
    expect(unknown(tokens[0]!)).toBeGreaterThan(0);
    expect(unknown(last)).toBe(0);

    const request = { tokens: on.tokens.slice(0, last.position + 1), from: tokens[0]!.position };
    const report = await again(engine, { ...request, program: uniformProgram(set), fault: null });
    expect(report.figures).toEqual(last);
    expect(report.first).toEqual(first);
  });
}

test('a token of a wrong kernel says where it collapses, and again when it is run again', async ({ engine }) => {
  const fault = { name: 'qkv_bias_uninitialised', layer: 1 };
  const { tokens, on } = await watched(engine, 'fused', fault);
  const last = tokens.at(-1)!;
  expect(on.fault).toEqual(fault);
  expect(last.trouble).toMatchObject({ layer: 1 });
  expect(['overflow', 'not-finite']).toContain(last.trouble!.kind);

  const request = { tokens: on.tokens.slice(0, last.position + 1), from: tokens[0]!.position };
  const run = { ...request, program: uniformProgram('fused') };
  expect((await again(engine, { ...run, fault })).figures).toEqual(last);
  const right = (await again(engine, { ...run, fault: null })).figures;
  expect(right.trouble).toBeNull();
  // The first layer that differs is the one with the fault.
  const rows = ({ rows }: TokenFigures, layer: number) => Array.from(rows.rms).filter((_, at) => at % 8 === layer);
  expect(rows(right, 0)).toEqual(rows(last, 0));
  expect(rows(right, 1)).not.toEqual(rows(last, 1));
});
