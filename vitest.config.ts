import { defineConfig } from 'vitest/config';
import { wgsl } from './tools/wgsl/plugin.mjs';

export default defineConfig({
  plugins: [wgsl()],
  test: {
    include: ['src/**/*.test.ts', 'tools/**/*.test.ts'],
    environment: 'node',
    // A guard against hanging, not a measurement: a busy machine has taken ten times as long as a quiet one.
    testTimeout: 600_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'build/reports/vitest.json' },
  },
});
