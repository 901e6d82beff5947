import { defineConfig } from 'vitest/config';
import { wgsl } from './tools/wgsl/plugin.mjs';

export default defineConfig({
  plugins: [wgsl()],
  test: {
    include: ['src/**/*.test.ts', 'tools/**/*.test.ts'],
    environment: 'node',
    // A guard against hanging, not a measurement: a busy machine has taken 10 s for a test that takes 1.
    testTimeout: 60_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'build/reports/vitest.json' },
  },
});
