import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { runMain } from '../bootstrap/process.mjs';
import { openOutput } from '../lib/output.ts';
import { parseOptions } from './options.ts';
import { peerTable } from './report.ts';
import { runPeer } from './run.ts';

await runMain(async () => {
  const options = parseOptions(process.argv.slice(2));
  const output = openOutput(path.dirname(options.out));
  const report = await runPeer(options, console.error);
  const name = path.basename(options.out);
  writeFileSync(path.join(output.scratch, name), `${JSON.stringify(report, null, 2)}\n`);
  output.commit([name]);
  console.log(peerTable(report));
});
