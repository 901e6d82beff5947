import { expect, test } from 'vitest';
import { readConfig } from '../../src/model/families/families.ts';
import { publishedConfig } from './presets.ts';
import { weightBytes } from './weights.ts';

// The model cards state 0.6B, 1.7B, 4.0B, 8.2B, 14.8B and 32.8B parameters.
test.each([
  ['qwen3-0.6b', 28, 596_049_920],
  ['qwen3-1.7b', 28, 1_720_574_976],
  ['qwen3-4b', 36, 4_022_468_096],
  ['qwen3-8b', 36, 8_190_735_360],
  ['qwen3-14b', 40, 14_768_307_200],
  ['qwen3-32b', 64, 32_762_123_264],
] as const)('%s has %d layers and %d parameters', (preset, layers, parameters) => {
  const { config } = readConfig(JSON.stringify(publishedConfig(preset)), 'config.json');
  expect(config.layers).toBe(layers);
  expect(weightBytes(config, 'bf16')).toBe(2 * parameters);
});
