import { defineConfig } from 'vitest/config';
import { wgsl } from './tools/wgsl/plugin.mjs';

export default defineConfig({
  plugins: [wgsl()],
  test: {
    include: ['src/**/*.test.ts', 'tools/**/*.test.ts'],
    environment: 'node',
    // Test files of one process share the modules that they import, so each is read once. Whoever replaces a global restores it.
    isolate: false,
    // Both of CI's cores: by itself it leaves one free.
    maxWorkers: '100%',
    restoreMocks: true,
    unstubGlobals: true,
    // A guard against hanging, not a measurement: a busy machine has taken ten times as long as a quiet one.
    testTimeout: 600_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'build/reports/vitest.json' },
  },
});
