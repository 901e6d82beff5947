import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { uniformProgram } from '../../../src/vocabulary/program.ts';
import { root } from '../../../tools/bootstrap/process.mjs';
import { serveFolders } from '../../../tools/peer/serve.ts';
import { findServer, remotePeer } from '../../../src/peers/remote/remote_peer.ts';
import { serveModel } from '../../../tools/servers/serve.ts';
import { toyModel } from '../../../tools/servers/toy_model.ts';
import { test, valueOf, type Engine } from '../../fixtures/engine.ts';
import { agreement } from '../../llama/agreement.ts';
import { demoPrompts } from '../../llama/prompts.ts';
import { expect } from '../../test.ts';
import { runTool } from '../../tools.ts';

/**
 * The demo in each of ggml's types, run by llama.cpp on the same file. Its kernels round inputs: to 8 bits beside quantized weights, to bf16
 * beside bf16 weights. So logits differ by what that rounding makes; with f32 and f16 weights they agree as two orders of summation do.
 * EVERY_TYPE=1 takes them all, on all 20 prompts, and prints the table of docs/decisions/064-llama-cpp.md.
 */
const every = process.env['EVERY_TYPE'] !== undefined;
const bounds: Record<string, { error: number; tie: number; kl: number }> = {
  f32: { error: 2e-5, tie: 2e-4, kl: 1e-9 },
  f16: { error: 2e-5, tie: 2e-4, kl: 1e-9 },
  bf16: { error: 2e-2, tie: 0.1, kl: 1e-2 },
  q8_0: { error: 2e-2, tie: 0.1, kl: 1e-2 },
  q4_0: { error: 2e-2, tie: 0.1, kl: 1e-2 },
  q5_k: { error: 4e-2, tie: 0.1, kl: 1e-2 },
  q6_k: { error: 4e-2, tie: 0.1, kl: 1e-2 },
  q4_k_m: { error: 4e-2, tie: 0.1, kl: 1e-2 },
};
const types = every ? Object.keys(bounds) : ['f32', 'q4_k_m'];
const tokens = every ? 16 : 3;
const prompts = every ? demoPrompts() : demoPrompts().filter((_, i) => i % 4 === 0);

const made = path.join(root, 'build', 'made');
const vocabulary = 3072;
/** Keys and values are not rounded, and there is one order of summation. */
const exact = { context: 256, onGpu: false, threads: 1, cache: 'f32', flashAttention: false } as const;

async function make(type: string, byIds: boolean): Promise<string> {
  const name = `demo-${type}${byIds ? '-by-ids' : ''}.gguf`;
  mkdirSync(made, { recursive: true });
  rmSync(path.join(made, name), { force: true });
  const args = [
    '--from',
    'public/models/demo',
    '--type',
    type,
    ...(byIds ? ['--by-ids'] : []),
    '--out',
    path.join(made, name),
  ];
  expect(await runTool('make-gguf', args)).toMatchObject({ stderr: '', exitCode: 0 });
  return name;
}

/** The same by the dialect of llama-server: what it tells of a prompt's places is compared with this engine, as the lab does. */
async function compareByServer(engine: Engine, page: Page, prompt: number[], kl: number): Promise<void> {
  const logits = async (ids: readonly number[]) => {
    const text = ids.map((id) => `<t${id}>`).join('');
    const { tokens } = await page.evaluate(([text, all]) => window.llama.complete(text, 1, all), [
      text,
      vocabulary,
    ] as const);
    return Float32Array.from(tokens[0]!.logprobs);
  };
  const small = await serveModel({ dialect: 'llama-server', model: toyModel({ logits }) });
  const server = { base: small.origin, key: null, fetch };
  const found = await findServer(server);
  const peer = await remotePeer(server, found, found.models[0]!);
  const { signal } = new AbortController();
  const first = prompt.length - 4;
  const rows = valueOf(await peer.lab!.rows(prompt, { first, top: 20, also: [] }, signal));
  await small.close();
  const compared = valueOf(await engine.compareRows({ ids: prompt, rows, program: uniformProgram('fused') }));
  test.info().annotations.push({ type: 'by llama-server', description: JSON.stringify(compared.kl) });
  if (every) console.log('by llama-server', JSON.stringify(compared.kl));
  expect(compared.positions).toHaveLength(3);
  expect(compared.kl.max.low).toBeLessThan(kl);
}

for (const type of types) {
  test(`${type}: the ids of llama.cpp, and its logits`, async ({ engine, browser }) => {
    const llamaFolder = path.join(root, 'build', 'llama');
    if (!existsSync(llamaFolder)) throw new Error('build/llama is missing: run npm run build');
    const server = await serveFolders({ '/': llamaFolder, '/made/': made });
    const page = await browser.newPage();
    try {
      await page.goto(server.address);
      const byIds = await make(type, true);
      await page.evaluate((request) => window.llama.load(request), { files: [`made/${byIds}`], ...exact });
      await engine.load(`made/${await make(type, false)}`, 'stored', 256);
      const rows: Float32Array[] = [];
      const completions = [];
      for (const prompt of prompts) {
        const text = prompt.map((id) => `<t${id}>`).join('');
        const answer = await page.evaluate(
          ([text, tokens, candidates]) => window.llama.complete(text, tokens, candidates),
          [text, tokens, vocabulary] as const,
        );
        expect(answer.promptTokens).toBe(prompt.length);
        const ids = answer.tokens.map(({ id }) => id);
        const run = { prompt: { tokens: [...prompt, ...ids.slice(0, -1)] }, program: uniformProgram('fused') };
        const logits = (await engine.trace(run, ['logits'])).tensors.get('logits')!;
        ids.forEach((_, i) => {
          const row = prompt.length - 1 + i;
          rows.push(logits.subarray(row * vocabulary, (row + 1) * vocabulary));
        });
        completions.push(...answer.tokens);
      }
      const result = agreement(rows, completions);
      test.info().annotations.push({ type: `agreement of ${type}`, description: JSON.stringify(result) });
      if (every) console.log(type, JSON.stringify(result));
      expect(result.tokens).toBeGreaterThan(prompts.length);
      expect(result.error).toBeLessThan(bounds[type]!.error);
      for (const gap of result.differing) expect(gap).toBeLessThan(bounds[type]!.tie);
      if (type === 'f32' || every) await compareByServer(engine, page, prompts[0]!, bounds[type]!.kl);
    } finally {
      await page.close();
      server.close();
    }
  });
}
