import { expect, type Locator, type Page } from '@playwright/test';

/** What the page tells of its check of the kernels. */
export class GatePage {
  /** Unfolds the switches of the steps; its name says how the kernels fared. */
  readonly unfold: Locator;
  readonly steps: Locator;
  /** That steps run their reference: an alert when it is found, a status when it is known from before. */
  readonly alert: Locator;
  readonly reminder: Locator;

  constructor(readonly page: Page) {
    const told = { hasText: 'Answers are right, but slower' };
    this.unfold = page.getByRole('button', { name: 'kernels of each step' });
    this.steps = page.getByRole('dialog', { name: 'Kernels of each step' });
    this.alert = page.getByRole('alert').filter(told);
    this.reminder = page.getByRole('status').filter(told);
  }

  step(name: string): Locator {
    return this.steps.getByRole('switch', { name, exact: true });
  }

  /** Waits until the check has ended, however it did. */
  async ended(): Promise<void> {
    await expect.poll(() => this.page.evaluate(() => localStorage.getItem('plumbline.gate'))).toContain('"stages"');
  }

  async expectRight(): Promise<void> {
    await expect(this.unfold).toHaveAccessibleName(/kernels checked$/);
  }
}
