import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from './tools/lib/browser.mjs';

const executablePath = await findChromium();

export default defineConfig({
  testDir: 'e2e',
  // WebGPU on the CPU takes all cores for itself: on two of them, two workers run as many tests a minute as one.
  workers: 1,
  timeout: 120_000,
  // Long enough for a busy machine: nothing waits longer than what it waits for.
  expect: { timeout: 30_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list'], ['json', { outputFile: 'build/reports/playwright.json' }]],
  use: {
    launchOptions: { args: chromiumArguments(), ...(executablePath && { executablePath }) },
    screenshot: 'only-on-failure',
  },
  projects: [{ name: 'chromium' }],
});
