import type { Locator, Page } from 'playwright-core';

/** More stops than any page has; who presses Tab so often has gone round. */
const mostStops = 250;

/** Somebody who has no mouse: everything is reached with Tab and used with the keys that a browser gives it. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  /**
   * Goes on with Tab until the control has the focus.
   * @throws when it cannot be reached, or when there are several
   */
  async reach(control: Locator): Promise<void> {
    await control.waitFor();
    for (let stop = 0; stop < mostStops; stop++) {
      if (await hasFocus(control)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${String(control)}`);
  }

  async press(control: Locator, key = 'Enter'): Promise<void> {
    await this.reach(control);
    await this.page.keyboard.press(key);
  }

  /** Writes into a field instead of what stood there. */
  async write(field: Locator, text: string): Promise<void> {
    await this.press(field, 'ControlOrMeta+a');
    await this.page.keyboard.type(text);
  }

  /** Goes through the options of a select with the arrow keys. */
  async choose(select: Locator, option: string | RegExp): Promise<void> {
    await this.press(select, 'Home');
    const options = await select.getByRole('option').allTextContents();
    for (let step = 0; step < options.length; step++) {
      const chosen = await select.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.text ?? '');
      if (typeof option === 'string' ? chosen === option : option.test(chosen)) return;
      await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`There is no option ${String(option)} among: ${options.join(', ')}`);
  }
}

/** Whether it has the focus, in the page as it is now. */
export const hasFocus = (control: Locator): Promise<boolean> =>
  control.evaluate((element) => element === document.activeElement);
