import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from './tools/lib/browser.mjs';

const executablePath = await findChromium();

/**
 * A guard against hanging, not a measurement: no test says how fast anything has to be, and nothing waits longer than for what it
 * waits for. A busy machine has been ten times slower than a quiet one.
 */
const guard = 600_000;

export default defineConfig({
  timeout: 2 * guard,
  expect: { timeout: guard },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list'], ['json', { outputFile: 'build/reports/playwright.json' }]],
  use: {
    launchOptions: { args: chromiumArguments(), ...(executablePath && { executablePath }) },
    screenshot: 'only-on-failure',
    // Its requests are hidden from `page.route`, and it fetches the whole app in the background of every test.
    serviceWorkers: 'block',
  },
  workers: 2,
  projects: [
    // WebGPU on the CPU takes all cores for itself: one worker at a time runs the engine.
    { name: 'engine', testDir: 'e2e/engine', workers: 1 },
    { name: 'journeys', testDir: 'e2e', testIgnore: ['engine/**', 'page/**'] },
    // On a fake engine, which computes nothing.
    { name: 'page', testDir: 'e2e/page', fullyParallel: true },
  ],
});
