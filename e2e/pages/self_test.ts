import { expect, type Locator, type Page } from '@playwright/test';

/** What the page says about its self-test of the kernels. */
export class SelfTestPage {
  /** The button that opens the switches of the steps. Its name says how the self-test went. */
  readonly unfold: Locator;
  readonly steps: Locator;
  /** The notice that steps run their reference: an alert when it is found, a status when it is known from before. */
  readonly alert: Locator;
  readonly reminder: Locator;

  constructor(readonly page: Page) {
    const notice = { hasText: 'Answers are right, but slower' };
    this.unfold = page.getByRole('button', { name: 'kernels of each step' });
    this.steps = page.getByRole('dialog', { name: 'Kernels of each step' });
    this.alert = page.getByRole('alert').filter(notice);
    this.reminder = page.getByRole('status').filter(notice);
  }

  step(name: string): Locator {
    return this.steps.getByRole('switch', { name, exact: true });
  }

  /** Waits until the self-test has ended, whatever its result. */
  async ended(): Promise<void> {
    await expect.poll(() => this.page.evaluate(() => localStorage.getItem('plumbline.gate'))).toContain('"stages"');
  }

  async expectRight(): Promise<void> {
    await expect(this.unfold).toHaveAccessibleName(/kernels checked$/);
  }
}
