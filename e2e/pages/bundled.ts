import type { Page } from '@playwright/test';

/** Changes fields of a JSON file of the bundled checkpoint on its way to the page. */
export async function alterBundled(page: Page, file: string, change: Record<string, unknown>): Promise<void> {
  await page.route(`**/models/demo/${file}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), ...change } });
  });
}

/** No token ends an answer: it goes on to its limit. */
export function endlessAnswers(page: Page): Promise<void> {
  return alterBundled(page, 'generation_config.json', { eos_token_id: [] });
}

/** Limits the model's context to this many tokens. */
export function shortContext(page: Page, tokens: number): Promise<void> {
  return alterBundled(page, 'config.json', { max_position_embeddings: tokens });
}
