import { ensureBuilt } from './bootstrap/build.mjs';
import { ensureInstalled } from './bootstrap/install.mjs';
import { requireNode, runMain } from './bootstrap/process.mjs';

// node tools/run.mjs NAME ...: runs the built tool NAME, installing and building first what is missing.
const [name, ...parameters] = process.argv.slice(2);

await runMain(async () => {
  requireNode();
  await ensureInstalled();
  await ensureBuilt(['app', 'tools']);
  process.argv = [process.execPath, `build/tools/${name}.js`, ...parameters];
  await import(`../build/tools/${name}.js`);
});
