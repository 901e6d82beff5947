import { expect, type Locator, type Page } from '@playwright/test';

/** The part of the models dialog where servers are connected. */
export class Servers {
  readonly section: Locator;
  readonly refusal: Locator;

  constructor(readonly page: Page) {
    this.section = page.getByRole('region', { name: 'Answer with a server' });
    this.refusal = this.section.getByRole('alert');
  }

  /** Asks a server what it runs, with the dialog open. */
  async ask(address: string, key = ''): Promise<void> {
    await this.section.getByLabel('Address').fill(address);
    await this.section.getByLabel('Key').fill(key);
    await this.section.getByRole('button', { name: 'Connect', exact: true }).click();
  }

  /** Connects a server, which answers from then on, and closes the dialog. */
  async connect(address: string, key = ''): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: 'Models' });
    await this.page.getByRole('button', { name: 'Models', exact: true }).click();
    await this.ask(address, key);
    await expect(this.section.getByText('answers now')).toBeVisible();
    await this.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
}
