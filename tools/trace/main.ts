import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { runMain } from '../bootstrap/process.mjs';
import { openOutput } from '../lib/output.ts';
import { parseOptions } from './options.ts';
import { runTrace } from './run.ts';
import { TensorSpool } from './spool.ts';
import { summarise } from './summary.ts';

const tensorsFile = 'tensors.safetensors';
const reportFile = 'trace.json';

await runMain(async () => {
  const options = parseOptions(process.argv.slice(2));
  const output = openOutput(options.out);
  const spool = options.request.tensors ? new TensorSpool(output.scratch) : null;
  const report = await runTrace(options, spool);
  await spool?.assemble(path.join(output.scratch, tensorsFile), report);
  writeFileSync(path.join(output.scratch, reportFile), `${JSON.stringify(report, null, 2)}\n`);
  output.commit([tensorsFile, reportFile]);
  const files = spool ? [reportFile, tensorsFile] : [reportFile];
  console.log(
    summarise(
      report,
      files.map((name) => path.join(options.out, name)),
    ),
  );
});
