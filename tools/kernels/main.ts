import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runMain } from '../bootstrap/process.mjs';
import { isWrong } from './engine/workbench.ts';
import { messageText } from '../../src/kernels/wgsl/messages.ts';
import { gigabytes } from './figures.ts';
import { kernelGroups, ladders } from './ladders/ladders.ts';
import { parseOptions, type RunOptions } from './options.ts';
import { ladderTable, runText, type KernelsReport } from './report.ts';
import { runKernels, type Runs } from './run.ts';
import { graphicsDriver } from '../lib/driver.ts';

/** The kernel was wrong, where 1 says that nothing could be run. */
const wrongKernel = 2;

await runMain(async () => {
  const options = parseOptions(process.argv.slice(2));
  if (options.kind === 'list') {
    for (const { title, names } of kernelGroups)
      console.log(`${title}\n${names.map((name) => `  ${name}`).join('\n')}`);
    return 0;
  }
  const runs = await runKernels(options.choices);
  print(options, runs);
  if (options.json !== null) write(options.json, runs);
  return runs.reports.some(isWrong) ? wrongKernel : 0;
});

function print({ ladder }: RunOptions, { adapter, browser, copyBandwidth, reports }: Runs): void {
  const { vendor, architecture } = adapter;
  console.log(`${vendor} ${architecture}, Chromium ${browser}, copies at ${gigabytes(copyBandwidth)}`);
  if (ladder === null) {
    console.log(runText(reports[0]!, copyBandwidth));
    return;
  }
  const { title, rungs } = ladders[ladder]!;
  console.log(`${title}: ${reports[0]!.shape}`);
  const lessons = rungs.map(({ lesson }) => lesson);
  console.log(ladderTable(reports, lessons, copyBandwidth));
  for (const { name, trouble } of reports) if (trouble !== null) console.log(`${name}: ${trouble}`);
}

function write(file: string, { reports, ...environment }: Runs): void {
  const report: KernelsReport = {
    version: 1,
    ...environment,
    driver: graphicsDriver(),
    runs: reports.map(({ kernels, ...run }) => ({
      ...run,
      messages: kernels.flatMap(({ messages }) => messages.map(messageText)),
    })),
  };
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, `${JSON.stringify(report, null, 2)}\n`);
  renameSync(`${file}.part`, file);
}
