import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../test.ts';
import { violationsOf } from './axe.ts';

export async function expectNoViolations(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await violationsOf(page)).toEqual([]);
  }
}

/** Drops files anywhere on the page, as from a file manager. */
export async function drop(page: Page, files: string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }
}

/** Presses a button of the open dialog, or elsewhere, and saves the file that it downloads. */
export async function downloaded(
  page: Page,
  press: string,
  where: Locator = page.getByRole('dialog'),
): Promise<{ file: string; name: string }> {
  const coming = page.waitForEvent('download');
  await where.getByRole('button', { name: press }).click();
  const download = await coming;
  const file = test.info().outputPath(randomUUID(), download.suggestedFilename());
  await download.saveAs(file);
  return { file, name: download.suggestedFilename() };
}
