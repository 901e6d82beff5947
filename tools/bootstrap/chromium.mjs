import { findChromium } from '../lib/browser.mjs';
import { run, runInstalled, Stop } from './process.mjs';

/** Playwright tries five times; on a network that swallows packets each would wait for half a minute. */
const downloadTimeout = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };

/** Ways to get a browser, in order; each may fail, and the next is tried. */
const installers = [
  {
    name: "Playwright's Chromium",
    possible: () => true,
    install: () =>
      runInstalled('playwright-core/cli.js', ['install', 'chromium', '--no-shell'], { env: downloadTimeout }),
  },
  {
    name: "Debian's package chromium",
    possible: () => process.platform === 'linux' && process.getuid?.() === 0,
    install: async () => {
      const env = { DEBIAN_FRONTEND: 'noninteractive' };
      await run('apt-get', ['update'], { env });
      await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'], { env });
    },
  },
];

/** @returns {Promise<string>} a Chromium, installed when there is none */
export async function ensureChromium() {
  const present = await findChromium();
  if (present) return present;
  for (const { name, possible, install } of installers) {
    if (!possible()) continue;
    console.error(`No Chromium found: installing ${name} ...`);
    await install();
    const installed = await findChromium();
    if (installed) return installed;
  }
  throw new Stop(
    'No Chromium could be found or installed: install Google Chrome or Chromium, or set CHROMIUM_PATH to one.',
  );
}
