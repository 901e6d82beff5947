import { runMain } from './bootstrap/process.mjs';
import { writeDeclarations } from './wgsl/declare.mjs';

/** What the compiler and the linter need to know of files that are not TypeScript. */
await runMain(async () => writeDeclarations());
