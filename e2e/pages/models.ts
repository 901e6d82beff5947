import { expect, type Locator, type Page } from '@playwright/test';

/** The dialog that loads another checkpoint. */
export class ModelsDialog {
  readonly dialog: Locator;
  readonly load: Locator;
  readonly cancel: Locator;
  readonly refusal: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Models' });
    this.load = this.dialog.getByRole('button', { name: 'Load', exact: true });
    this.cancel = this.dialog.getByRole('button', { name: 'Cancel loading' });
    this.refusal = this.dialog.getByRole('alert');
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Models', exact: true }).click();
    await expect(this.dialog).toBeVisible();
  }

  async inspectFolder(folder: string): Promise<void> {
    await this.dialog.getByLabel('Checkpoint folder').setInputFiles(folder);
  }

  async inspectAddress(base: string): Promise<void> {
    await this.dialog.getByLabel('Base URL').fill(base);
    await this.dialog.getByRole('button', { name: 'Inspect address' }).click();
  }

  async inspectId(id: string): Promise<void> {
    await this.dialog.getByLabel('Hugging Face id').fill(id);
    await this.dialog.getByRole('button', { name: 'Inspect id' }).click();
  }

  /** A fact about the inspected checkpoint, such as `GPU memory`. */
  fact(term: string): Locator {
    return this.dialog.getByRole('definition').and(this.dialog.locator(`dt:text-is("${term}") + dd`));
  }

  /** Loads the inspected checkpoint, and waits until the dialog closes. */
  async loadIt(): Promise<void> {
    await this.load.click();
    await expect(this.dialog).toBeHidden();
  }
}
