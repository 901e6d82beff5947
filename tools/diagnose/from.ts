import { readFileSync } from 'node:fs';
import path from 'node:path';
import { takeFinding } from '../../src/findings/container/carry.ts';
import type { DiagnosisFinding } from '../../src/findings/format/finding.ts';
import { readRun } from '../../src/findings/link/permalink.ts';
import { isPng } from '../../src/findings/container/png.ts';
import { specOf } from '../../src/findings/record.ts';
import type { DiagnosisSpec, RunSpec } from '../../src/findings/format/spec.ts';
import { sourceInWords } from '../../src/findings/copy/run.ts';
import { attempt } from '../../src/result.ts';
import { Stop } from '../bootstrap/process.mjs';
import { withHeadlessPage } from '../lib/headless_page.ts';
import { bundledFolder } from '../lib/picture.ts';

/** A diagnosis to run again, and what came of it where the picture still tells. */
export interface From {
  spec: DiagnosisSpec;
  recorded: DiagnosisFinding['diagnosis'] | null;
}

/**
 * What a picture carries or, where that is gone, what the code in its pixels says.
 *
 * @throws Stop with one line for anything else.
 */
export async function readFrom(file: string): Promise<From> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new Stop(`--from ${file}: cannot be read, give the PNG of a finding.`);
  }
  const taken = await attempt(async () => (isPng(bytes) ? takeFinding(bytes) : null));
  if (!taken.ok) throw new Stop(`--from ${file}: ${taken.failure.message}`);
  const finding = taken.value;
  const spec = finding ? specOf(finding) : await specInPixels(file, bytes);
  if (spec.kind !== 'diagnosis') {
    throw new Stop(`--from ${file}: is of no diagnosis, open it on the page to run it again.`);
  }
  return { spec, recorded: finding?.kind === 'diagnosis' ? finding.diagnosis : null };
}

/** Only a browser reads every kind of picture. */
async function specInPixels(file: string, bytes: Buffer): Promise<RunSpec> {
  // No checkpoint is loaded: whichever is served does.
  const run = await withHeadlessPage(bundledFolder, null, (page) =>
    page.evaluate((base64) => window.plumbline.codeIn(base64), bytes.toString('base64')),
  );
  if (!run.ok) throw new Stop(`--from ${file}: ${run.failure.message}`);
  return readRun(run.value);
}

/**
 * Where the checkpoint of a run is: `--model`, or the bundled one.
 *
 * @throws Stop where it is somewhere else and not given.
 */
export function folderFor({ source, model: { name, hash } }: DiagnosisSpec, model: string | undefined): string {
  if (model !== undefined) return model;
  if (source.kind === 'bundled') return bundledFolder;
  throw new Stop(
    `--model is missing: the picture is of ${name} (content ${hash.slice(0, 12)}), from ${sourceInWords(source)}; give its folder.`,
  );
}

/**
 * How many ids a checkpoint knows: a stand-in for a prompt that was not told is spread over them.
 *
 * @throws Stop where its config.json does not say.
 */
export function vocabularyOf(model: string): number {
  try {
    const { vocab_size: size } = JSON.parse(readFileSync(path.join(model, 'config.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    if (Number.isInteger(size)) return size as number;
  } catch {
    // Told below.
  }
  throw new Stop(`--model ${model}: has no config.json with a vocab_size, give the folder of a checkpoint.`);
}
