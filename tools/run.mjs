import { ensureBuilt } from './bootstrap/build.mjs';
import { ensureInstalled } from './bootstrap/install.mjs';
import { requireNode, runMain } from './bootstrap/process.mjs';

// node tools/run.mjs NAME ...: runs the built tool NAME, installing and building first what is missing.
const [name = '', ...parameters] = process.argv.slice(2);

/**
 * What tools need that do not open the app; all others do.
 *
 * @type {Record<string, Parameters<typeof ensureBuilt>[0]>}
 */
const neededBuilds = { 'compare-goldens': ['tools'], 'make-checkpoint': ['tools'], peer: ['peer', 'tools'] };

/** Scripts get nothing but the tool's own output, people at a terminal a word on what takes so long. @param {string} line */
const say = (line) => void (process.stderr.isTTY && console.error(line));

await runMain(async () => {
  requireNode();
  await ensureInstalled(say);
  await ensureBuilt(neededBuilds[name] ?? ['app', 'tools'], say);
  process.argv = [process.execPath, `build/tools/${name}.js`, ...parameters];
  await import(`../build/tools/${name}.js`);
});
