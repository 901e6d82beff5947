import { expect, test } from 'vitest';
import { peerTable, type Setup } from './report.ts';

function setup(how: string, decode: number, prefill: number, way: Partial<Setup> = {}): Setup {
  return {
    runtime: 'onnxruntime-web',
    weights: '4-bit',
    how,
    dispatches: 228,
    decode: [{ context: 128, ms: { median: decode, p90: decode, count: 3 } }],
    prefill: [{ tokens: 512, ms: { median: prefill } }],
    ...way,
  };
}

test('the table has the best of every column for each runtime and format, every setup, and what was skipped', () => {
  const table = peerTable({
    version: 2,
    versions: { 'onnxruntime-web': '1.30.0', wllama: 'b12211' },
    browser: 'Chromium 156',
    adapter: { vendor: 'nvidia', architecture: 'hopper', device: '', description: '', features: [] },
    driver: '580.1',
    shape: { name: 'qwen3-0.6b', layers: 28 },
    setups: [
      setup('growing cache', 20, 30),
      setup('shared cache', 10, 40),
      setup('WebGPU', 5, 25, { runtime: 'wllama', weights: 'Q8_0', dispatches: null }),
    ],
    skipped: [{ runtime: 'wllama', weights: 'Q4_0', how: 'WebGPU', why: 'no room.' }],
  });
  const row = (name: string, ...figures: string[]) => `${name.padEnd(37)}${figures.join('')}`;
  expect(table.split('\n')).toEqual([
    'qwen3-0.6b with 28 layers, random weights; onnxruntime-web 1.30.0, wllama b12211',
    'nvidia, hopper, driver 580.1, Chromium 156',
    row('', '  dispatches', '  tok/s at 128', '  ms for 512'),
    row('onnxruntime-web, 4-bit: best', '            ', '         100.0', '        30.0'),
    row('wllama, Q8_0: best', '            ', '         200.0', '        25.0'),
    row('onnxruntime-web, 4-bit, growing cache', '         228', '          50.0', '        30.0'),
    row('onnxruntime-web, 4-bit, shared cache', '         228', '         100.0', '        40.0'),
    row('wllama, Q8_0, WebGPU', '           -', '         200.0', '        25.0'),
    'wllama, Q4_0, WebGPU: not measured, no room.',
  ]);
});
