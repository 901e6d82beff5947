import { expect, test } from 'vitest';
import { peerTable, type Setup } from './report.ts';

const ms = (median: number) => ({ median, p90: median, count: 3 });

function setup(cache: Setup['cache'], decode: number, prefill: number): Setup {
  return {
    weights: 'q4',
    accuracyLevel: 4,
    output: 'argmax',
    activations: 'float16',
    cache,
    dispatches: 228,
    decode: [{ context: 128, ms: ms(decode) }],
    prefill: [{ tokens: 512, ms: ms(prefill) }],
  };
}

test('the table has the best of every column, every setup, and the skipped models', () => {
  const table = peerTable({
    version: 1,
    runtime: { name: 'onnxruntime-web', version: '1.30.0' },
    browser: 'Chromium 156',
    adapter: { vendor: 'nvidia', architecture: 'hopper', device: '', description: '', features: [] },
    driver: '580.1',
    shape: { name: 'qwen3-0.6b', layers: 28 },
    setups: [setup('growing', 20, 30), setup('shared', 10, 40)],
    skipped: [{ weights: 'f16', accuracyLevel: 0, output: 'logits', layers: 28, why: 'no room.' }],
  });
  const name = '4-bit, blocks of 32, accuracy level 4, float16, argmax';
  expect(table.split('\n')).toEqual([
    'onnxruntime-web 1.30.0, WebGPU, qwen3-0.6b with 28 layers, random weights',
    'nvidia, hopper, driver 580.1, Chromium 156',
    `${' '.repeat(69)}  dispatches  tok/s at 128  ms for 512`,
    `${'4-bit, blocks of 32: best'.padEnd(69)}                     100.0        30.0`,
    `${`${name}, growing cache`.padEnd(69)}         228          50.0        30.0`,
    `${`${name}, shared cache`.padEnd(69)}         228         100.0        40.0`,
    'dense f16, logits: not measured, no room.',
  ]);
});
