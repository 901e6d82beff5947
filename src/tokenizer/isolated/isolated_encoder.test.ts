import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeWorker } from '../../fake_worker.fixture.ts';
import { qwen3 } from '../../model/families/qwen3/qwen3.ts';
import { createTokenizer } from '../in_thread.fixture.ts';
import { smallFiles } from '../small.fixture.ts';
import type { TokenizerFiles } from '../files.ts';
import { EncoderWorker } from './encoder_worker.ts';
import { openTokenizer } from './isolated_encoder.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

const files = smallFiles('<|im_start|>{{ messages[0].content }}<|im_end|>');
const { answerTags } = qwen3;
const hello = [{ role: 'user', content: 'hello' } as const];
const { ids: prompt } = createTokenizer(files, answerTags).chatPrompt(hello, { thinking: true });

/** Work that never ends, and when it has begun. */
function endless() {
  let begin!: () => void;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const work = () => {
    begin();
    return new Promise<never>(() => {});
  };
  return { begun, work };
}

type Methods = Partial<Record<keyof EncoderWorker, (...given: never[]) => unknown>>;

/** A tokenizer in fake workers, one after the other, each with the real one's methods but for those given. */
function stage(...changes: Methods[]) {
  const workers: FakeWorker[] = [];
  const readFiles = vi.fn<() => Promise<TokenizerFiles>>(async () => files);
  const startWorker = () => {
    const real = new EncoderWorker();
    const methods = Object.fromEntries(
      (['open', 'tryTemplate', 'encode', 'render'] as const).map((name) => [name, real[name].bind(real)]),
    );
    const worker = new FakeWorker({ ...methods, ...changes[workers.length] });
    workers.push(worker);
    return worker;
  };
  return { workers, readFiles, open: () => openTokenizer(files, { readFiles, answerTags, startWorker }) };
}

it('encodes and decodes as it does in one thread, and reads no file again', async () => {
  const { open, workers, readFiles } = stage();
  const tokenizer = await open();
  expect((await tokenizer.chatPrompt(hello, { thinking: true })).ids).toEqual(prompt);
  expect(await tokenizer.encode('hello<|im_end|>')).toEqual([257, 0x6c, 0x6f, 259]);
  expect(tokenizer.decode(prompt)).toBe('hello');
  expect(tokenizer.spell(258)).toBe('<|im_start|>');
  expect(workers).toHaveLength(1);
  expect(readFiles).not.toHaveBeenCalled();
});

it('refuses a template that does not end when it is tried, and ends its worker', async () => {
  const { begun, work } = endless();
  const { open, workers } = stage({ tryTemplate: work });
  const opening = open();
  await begun;
  vi.advanceTimersByTime(1999);
  expect(workers[0]!.isTerminated).toBe(false);
  vi.advanceTimersByTime(1);
  await expect(opening).rejects.toThrow(
    "chat_template.jinja: the chat template did not end within 2 seconds; take the publisher's file, or another model",
  );
  expect(workers[0]!.isTerminated).toBe(true);
});

it('refuses a pattern that does not end when it is tried', async () => {
  const { begun, work } = endless();
  const opening = stage({ encode: work }).open();
  await begun;
  vi.advanceTimersByTime(3000);
  await expect(opening).rejects.toThrow(/^tokenizer\.json: its pattern did not get through \d+ characters within 3 s/);
});

it('refuses a prompt that does not end, and makes the next one in another worker', async () => {
  const { begun, work } = endless();
  const { open, workers, readFiles } = stage({ render: work });
  const tokenizer = await open();
  const first = tokenizer.chatPrompt(hello, { thinking: true });
  const second = tokenizer.chatPrompt(hello, { thinking: true });
  await begun;
  vi.advanceTimersByTime(2000);
  await expect(first).rejects.toThrow('did not end within 2 seconds');
  expect((await second).ids).toEqual(prompt);
  expect(workers).toHaveLength(2);
  expect(readFiles).toHaveBeenCalledTimes(1);
});

it('gives a long text longer', async () => {
  const { begun, work } = endless();
  let calls = 0;
  const real = async () => ({ ok: true, value: [] });
  const { open, workers } = stage({ encode: () => (calls++ === 0 ? real() : work()) });
  const tokenizer = await open();
  const encoding = tokenizer.encode('a'.repeat(1_000_000));
  await begun;
  vi.advanceTimersByTime(11_999);
  expect(workers[0]!.isTerminated).toBe(false);
  vi.advanceTimersByTime(1);
  await expect(encoding).rejects.toThrow('within 12 seconds');
});

it('refuses what a worker owes when it crashes, and starts another', async () => {
  const { begun, work } = endless();
  const { open, workers } = stage({ render: work });
  const tokenizer = await open();
  const asked = tokenizer.chatPrompt(hello, { thinking: true });
  await begun;
  workers[0]!.fail('out of memory');
  await expect(asked).rejects.toThrow(
    /^The worker that runs the chat template .* crashed \(out of memory\): try again/,
  );
  expect((await tokenizer.chatPrompt(hello, { thinking: true })).ids).toEqual(prompt);
});

it('starts again behind its end', async () => {
  const { open, workers, readFiles } = stage();
  const tokenizer = await open();
  tokenizer.end();
  expect(workers[0]!.isTerminated).toBe(true);
  expect(await tokenizer.encode('hel')).toEqual([257]);
  expect(readFiles).toHaveBeenCalledTimes(1);
});
