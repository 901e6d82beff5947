import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { version } from '../../package.json';
import { takeFinding } from '../../src/share/carry.ts';
import { writeFinding, type Finding } from '../../src/share/finding.ts';
import { isPng } from '../../src/share/png.ts';
import { recordFinding } from '../../src/share/record.ts';
import { sourceInWords } from '../../src/share/words.ts';
import type { Diagnosis, Prompt, WeightChoice } from '../../src/worker/api.ts';
import { Refusal } from '../../src/result.ts';
import { root, Stop } from '../bootstrap/process.mjs';

/** Where `npm start` serves the page that a picture's code leads to. */
const page = 'http://localhost:4173/';

/** The checkpoint that comes with the page. */
export const bundledFolder = path.join(root, 'public', 'models', 'demo');

/**
 * The finding that a picture carries.
 *
 * @throws Stop with one line for anything else.
 */
export async function findingIn(file: string): Promise<Finding> {
  let bytes;
  try {
    bytes = new Uint8Array(readFileSync(file));
  } catch {
    throw new Stop(`--from ${file}: cannot be read, give the PNG of a finding.`);
  }
  try {
    const finding = isPng(bytes) ? await takeFinding(bytes) : null;
    if (finding) return finding;
  } catch (error) {
    if (error instanceof Refusal) throw new Stop(`--from ${file}: ${error.message}`);
    throw error;
  }
  throw new Stop(`--from ${file}: holds no finding, as a picture that a chat has made anew; give the original file.`);
}

/**
 * Where the checkpoint of a finding is: `--model`, or the bundled one.
 *
 * @throws Stop where it is somewhere else and not given.
 */
export function folderFor({ source, diagnosis }: Finding, model: string | undefined): string {
  if (model !== undefined) return model;
  if (source.kind === 'bundled') return bundledFolder;
  const { name, hash } = diagnosis.model;
  throw new Stop(
    `--model is missing: the picture is of ${name} (content ${hash.slice(0, 12)}), from ${sourceInWords(source)}; give its folder.`,
  );
}

/** Draws a diagnosis as the page does, and writes the picture. */
export async function writePicture(
  headless: Page,
  diagnosis: Diagnosis,
  { file, model, weights, prompt }: { file: string; model: string; weights: WeightChoice; prompt: Prompt | null },
): Promise<void> {
  const browser = headless.context().browser()!.version().split('.')[0];
  const finding = recordFinding(
    diagnosis,
    {
      app: version,
      browser: `Chromium ${browser}`,
      date: new Date(),
      source: model === bundledFolder ? { kind: 'bundled' } : { kind: 'folder', name: path.basename(model) },
      weights,
      promptText: prompt && 'text' in prompt ? prompt.text : null,
    },
    'shown',
  );
  const png = await headless.evaluate(([json, page]) => window.plumbline.picture(json, page), [
    writeFinding(finding),
    page,
  ] as const);
  writeFileSync(file, Buffer.from(png, 'base64'));
}
