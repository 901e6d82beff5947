import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds. In its legacy mode it runs in the page alone, which has no frames of other origins; otherwise it opens a second
 * page for every result.
 */
export async function violationsOf(page: Page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations;
}
