import type { Page } from '@playwright/test';
import { fetched } from '../fixtures/fetched.ts';

type Fields = Record<string, unknown>;

/** Changes fields of a JSON file of the bundled checkpoint on its way to the page. */
export async function alterBundled(
  page: Page,
  file: string,
  change: Fields | ((fields: Fields) => Fields),
): Promise<void> {
  await page.route(`**/models/demo/${file}`, async (route) => {
    const response = await fetched(route);
    const fields = (await response.json()) as Fields;
    const changed = typeof change === 'function' ? change(fields) : change;
    await route.fulfill({ response, json: { ...fields, ...changed } });
  });
}

/** No token ends an answer: neither one that a file names, nor the one with which the template closes a turn. */
export async function endlessAnswers(page: Page): Promise<void> {
  await alterBundled(page, 'generation_config.json', { eos_token_id: [] });
  await alterBundled(page, 'tokenizer_config.json', ({ chat_template: template }) => ({
    eos_token: null,
    chat_template: String(template).replaceAll('<|im_end|>', '.'),
  }));
}

/** Limits the model's context to this many tokens. */
export function shortContext(page: Page, tokens: number): Promise<void> {
  return alterBundled(page, 'config.json', { max_position_embeddings: tokens });
}
