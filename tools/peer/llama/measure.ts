import { availableParallelism } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import { placeholderPrompt } from '../../../src/vocabulary/placeholder_prompt.ts';
import type { PeerOptions } from '../options.ts';
import { spreadOf } from '../page/spread.ts';
import type { Measured, Setup, Way } from '../report.ts';
import type { Completion, LoadRequest } from './contract.ts';

interface Choice extends Pick<LoadRequest, 'onGpu' | 'threads' | 'flashAttention'> {
  how: string;
}

/** wllama's own choice. */
const threads = Math.max(1, Math.floor(availableParallelism() / 2));

const choices: Choice[] = [
  { how: 'WebGPU, flash attention', onGpu: true, threads: 1, flashAttention: true },
  { how: 'WebGPU', onGpu: true, threads: 1, flashAttention: false },
  { how: `CPU, threads: ${threads}`, onGpu: false, threads, flashAttention: false },
];

/** On a GPU the first runs compile shaders and raise the clocks. */
const runs = { prefill: { warmUp: 3, timed: 10 }, decode: { warmUp: 1, timed: 5 } };
const decodedTokens = 64;

/**
 * Measures llama.cpp in its built page, by its own clock, on a GGUF file whose tokens are bytes.
 *
 * @param address Of that page.
 * @param file The file's URL, relative to the page's.
 * @param say reports what is being measured.
 */
export async function measureLlama(
  browser: Browser,
  address: string,
  { file, weights }: { file: string; weights: string },
  options: PeerOptions,
  say: (line: string) => void,
): Promise<Measured> {
  const measured: Measured = { setups: [], skipped: [] };
  for (const choice of choices) {
    const way: Way = { runtime: 'wllama', weights, how: choice.how };
    say(`${way.runtime}, ${weights}, ${way.how} ...`);
    const page = await browser.newPage();
    try {
      await page.goto(address);
      const outcome = await measure(page, file, choice, options);
      if (typeof outcome === 'string') measured.skipped.push({ ...way, why: outcome });
      else measured.setups.push({ ...way, ...outcome });
    } catch (error) {
      measured.skipped.push({ ...way, why: String(error).split('\n')[0]! });
    } finally {
      await page.close();
    }
  }
  return measured;
}

/** The version of llama.cpp in the built page. */
export async function llamaVersion(browser: Browser, address: string): Promise<string> {
  const page = await browser.newPage();
  await page.goto(address);
  const version = await page.evaluate(() => window.llama.version);
  await page.close();
  return version;
}

/** @returns the reason where the choice does not exist here */
async function measure(
  page: Page,
  file: string,
  { how: _, ...choice }: Choice,
  { contexts, prefill }: PeerOptions,
): Promise<Omit<Setup, keyof Way> | string> {
  const context = Math.max(...prefill, ...contexts.map((tokens) => tokens + decodedTokens)) + 1;
  const request: LoadRequest = { files: [file], context, cache: 'f16', ...choice };
  const device = await page.evaluate((given) => window.llama.load(given), request);
  if (choice.onGpu && device === 'CPU') return "llama.cpp's WebGPU backend does not take this adapter";
  // On a CPU nothing has to be compiled, and a prompt can take half a minute.
  const counts = (kind: keyof typeof runs) => (choice.onGpu ? runs[kind] : { ...runs[kind], warmUp: 0 });
  const setup: Omit<Setup, keyof Way> = { dispatches: null, decode: [], prefill: [] };
  for (const tokens of prefill) {
    const ms = await spreadOf(async () => (await complete(page, tokens, 1)).promptMs, counts('prefill'));
    setup.prefill.push({ tokens, ms });
  }
  for (const tokens of contexts) {
    const perToken = async () => {
      // The first token belongs to the prompt.
      const { decodeMs } = await complete(page, tokens, 1 + decodedTokens);
      return decodeMs / decodedTokens;
    };
    setup.decode.push({ context: tokens, ms: await spreadOf(perToken, counts('decode')) });
  }
  return setup;
}

async function complete(page: Page, promptTokens: number, wanted: number): Promise<Completion['timings']> {
  const prompt = String.fromCharCode(...placeholderPrompt(promptTokens, 26).map((id) => 97 + id));
  const answer = await page.evaluate(([text, count]) => window.llama.complete(text, count, 0), [
    prompt,
    wanted,
  ] as const);
  const { decoded } = answer.timings;
  if (answer.promptTokens === promptTokens && decoded === wanted) return answer.timings;
  throw new Error(`${answer.promptTokens} and ${decoded} tokens in place of ${promptTokens} and ${wanted}`);
}
