import { findChromium } from '../lib/browser.mjs';
import { run, runInstalled, Stop } from './process.mjs';

/** Playwright tries five times. On a network that drops packets, each attempt would wait for half a minute. */
const downloadTimeout = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };

/** Ways to get a browser, in the order in which they are tried. Each of them may fail. */
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

/** @returns {Promise<string>} the path of a Chromium, which is installed first if there is none */
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
    'Chromium was not found and could not be installed: install Google Chrome or Chromium, or set CHROMIUM_PATH to one.',
  );
}
