import { readFileSync } from 'node:fs';
import path from 'node:path';
import { takeFinding } from '../../src/findings/container/carry.ts';
import type { DiagnosisFinding } from '../../src/findings/format/finding.ts';
import { readRun } from '../../src/findings/link/permalink.ts';
import { isPng } from '../../src/findings/container/png.ts';
import { specOf } from '../../src/findings/record.ts';
import type { DiagnosisSpec, RunSpec } from '../../src/findings/format/spec.ts';
import { sourceInWords } from '../../src/findings/copy/source.ts';
import { attempt } from '../../src/result.ts';
import { Stop } from '../bootstrap/process.mjs';
import { withHeadlessPage } from '../lib/headless_page.ts';
import { bundledFolder } from '../lib/picture.ts';

/** A diagnosis to run again. */
export interface From {
  spec: DiagnosisSpec;
  /** Its result, or null if only the code in the picture's corner is left. */
  recorded: DiagnosisFinding['diagnosis'] | null;
}

/**
 * Reads the finding in a picture or, if that was lost, the code in its pixels.
 *
 * @throws Stop when the file has neither, or when it is not a diagnosis.
 */
export async function readFrom(file: string): Promise<From> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new Stop(`--from ${file}: cannot be read, give the picture of a finding.`);
  }
  const taken = await attempt(async () => (isPng(bytes) ? takeFinding(bytes) : null));
  if (!taken.ok) throw new Stop(`--from ${file}: ${taken.failure.message}`);
  const finding = taken.value;
  const spec = finding ? specOf(finding) : await specInPixels(file, bytes);
  if (spec.kind !== 'diagnosis') {
    throw new Stop(`--from ${file}: not a diagnosis, open it on the page to run it again.`);
  }
  return { spec, recorded: finding?.kind === 'diagnosis' ? finding.diagnosis : null };
}

/** Reads the code in a picture with a browser, which can decode every image format. */
async function specInPixels(file: string, bytes: Buffer): Promise<RunSpec> {
  // The page needs a checkpoint folder, but loads nothing from it.
  const run = await withHeadlessPage(bundledFolder, null, (page) =>
    page.evaluate((base64) => window.plumbline.codeIn(base64), bytes.toString('base64')),
  );
  if (!run.ok) throw new Stop(`--from ${file}: ${run.failure.message}`);
  return readRun(run.value);
}

/**
 * The folder of a run's checkpoint: `--model`, or that of the bundled one.
 *
 * @throws Stop when it is another checkpoint and `--model` is missing.
 */
export function folderFor({ source, model: { name, hash } }: DiagnosisSpec, model: string | undefined): string {
  if (model !== undefined) return model;
  if (source.kind === 'bundled') return bundledFolder;
  throw new Stop(
    `--model is missing: the picture is of ${name} (content ${hash.slice(0, 12)}), from ${sourceInWords(source)}; give its folder.`,
  );
}

/**
 * The vocabulary size of a checkpoint. The placeholder for a withheld prompt takes ids from all of the vocabulary.
 *
 * @throws Stop when config.json does not state it.
 */
export function vocabularyOf(model: string): number {
  try {
    const { vocab_size: size } = JSON.parse(readFileSync(path.join(model, 'config.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    if (Number.isInteger(size)) return size as number;
  } catch {
    // Reported below.
  }
  throw new Stop(`--model ${model}: it has no config.json with a vocab_size, give the folder of a checkpoint.`);
}
