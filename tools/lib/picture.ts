import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { version } from '../../package.json';
import { writeFinding, type Finding } from '../../src/findings/format/finding.ts';
import type { Circumstances } from '../../src/findings/record.ts';
import { root } from '../bootstrap/process.mjs';

/** The page that a picture's code links to, as `npm start` serves it. */
const page = 'http://localhost:4173/';

/** The folder of the checkpoint that comes with the page. */
export const bundledFolder = path.join(root, 'public', 'models', 'demo');

/** The parts of a finding that the headless page's report lacks. `model` is the checkpoint's folder. */
export function circumstances(headless: Page, model: string): Circumstances {
  const browser = headless.context().browser()!.version().split('.')[0];
  return {
    app: version,
    browser: `Chromium ${browser}`,
    date: new Date(),
    source: model === bundledFolder ? { kind: 'bundled' } : { kind: 'folder', name: path.basename(model) },
  };
}

/** Draws a finding as the page does, and writes the PNG. */
export async function writePicture(headless: Page, finding: Finding, file: string): Promise<void> {
  const png = await headless.evaluate(([json, page]) => window.plumbline.picture(json, page), [
    writeFinding(finding),
    page,
  ] as const);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, Buffer.from(png, 'base64'));
}
