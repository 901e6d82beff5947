import { build, everything } from './bootstrap/build.mjs';
import { runMain } from './bootstrap/process.mjs';

await runMain(() => build(everything));
