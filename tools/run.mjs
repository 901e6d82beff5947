import { ensureBuilt } from './bootstrap/build.mjs';
import { ensureInstalled } from './bootstrap/install.mjs';
import { requireNode, runMain } from './bootstrap/process.mjs';

// node tools/run.mjs NAME ...: installs and builds what is missing, then runs the built tool NAME.
const [name = '', ...parameters] = process.argv.slice(2);

/**
 * The builds that a tool needs, for those that do not open the app.
 *
 * @type {Record<string, Parameters<typeof ensureBuilt>[0]>}
 */
const neededBuilds = {
  'compare-goldens': ['tools'],
  kernels: ['tools', 'workbench'],
  library: ['tools', 'library'],
  'make-checkpoint': ['tools'],
  'make-gguf': ['tools'],
  'page-speed': ['app', 'fake_engine', 'fake_library', 'tools'],
  peer: ['app', 'llama', 'peer', 'tools'],
};

/** Tells people at a terminal what takes so long. Scripts get the tool's own output only. @param {string} line */
const say = (line) => void (process.stderr.isTTY && console.error(line));

await runMain(async () => {
  requireNode();
  await ensureInstalled(say);
  await ensureBuilt(neededBuilds[name] ?? ['app', 'tools'], say);
  process.argv = [process.execPath, `build/tools/${name}.js`, ...parameters];
  await import(`../build/tools/${name}.js`);
});
