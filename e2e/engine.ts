import { expect } from '@jest/globals';
import { until } from '@dripemails/testing';
import type { Page } from 'playwright-core';

const minute = 60_000;

/** The subjects of the two mails of the branched sequence. */
export const firstSubject = 'Branched hello';
export const secondSubject = 'Branched goodbye';

/** What a marketer does with the builder and an operator with one person, on a page that is signed in. */
export class EngineJourney {
  /** Path of the sequence, once it is made. */
  sequence = '';

  constructor(
    private readonly page: Page,
    private readonly webUrl: string,
  ) {}

  private button = (name: string | RegExp) => this.page.getByRole('button', { name, exact: true });
  private dialog = () => this.page.getByRole('dialog');
  private go = (path: string) => this.page.goto(this.webUrl + path);

  /** Presses a control the way a keyboard does. */
  private async press(locator: ReturnType<Page['locator']>, key = 'Enter'): Promise<void> {
    await locator.focus();
    await this.page.keyboard.press(key);
  }

  private async answer(name: string | RegExp): Promise<void> {
    await this.dialog().getByRole('button', { name, exact: true }).click();
    await this.dialog().waitFor({ state: 'detached' });
  }

  private async saved(): Promise<void> {
    await this.page.getByText('The draft is saved').waitFor();
  }

  /** A step from the menu at a place, in the list of that name, with the keyboard alone. */
  private async addStep(place: string, list: string | RegExp, kind: string): Promise<void> {
    const steps = this.page.getByRole('list', { name: list, exact: true });
    await this.press(steps.getByLabel(`Add a step at place ${place}`, { exact: true }));
    await this.press(steps.getByRole('button', { name: kind, exact: true }).first());
  }

  /** Mail, branch on a tag (yes: another tag; no: a long wait), mail. No mouse is used. */
  async buildByKeyboard(name: string): Promise<void> {
    const { page } = this;
    await this.go('/sequences/new');
    await page.getByLabel('Name').fill(name);
    await this.press(this.button('Create sequence'));
    await page.getByRole('heading', { name, exact: true }).first().waitFor();
    this.sequence = new URL(page.url()).pathname;
    await page.getByLabel('Subject').fill(firstSubject);

    await this.addStep('2', 'Steps', 'Branch');
    await page.getByLabel('Rule 1 is about').selectOption('tag');
    await page.getByLabel('Tag of rule 1').fill('vip');
    await this.addStep('2a.1', 'Steps of 2a, Yes', 'Add a tag');
    await page.getByLabel('Tag', { exact: true }).fill('keen');
    await this.addStep('2b.1', 'Steps of 2b, No', 'Wait');
    await page.getByRole('spinbutton', { name: 'How long step 2b.1 waits' }).fill('40');

    // The second mail begins at the top, and is moved down past the branch with Alt and the arrows.
    await this.addStep('2', 'Steps', 'Email');
    await page.getByLabel('Subject').last().fill(secondSubject);
    await page.getByRole('listitem', { name: `Step 2: ${secondSubject}` }).waitFor();
    const head = page.getByRole('button', { name: new RegExp(`^\\d+ ?${secondSubject}`) });
    await this.press(head, 'Alt+ArrowDown');
    await page.getByRole('listitem', { name: `Step 3: ${secondSubject}` }).waitFor();
    // Into the branch beside it and out again.
    await this.press(head, 'Alt+ArrowRight');
    await page.getByRole('listitem', { name: `Step 2a.2: ${secondSubject}` }).waitFor();
    await this.press(page.getByRole('button', { name: 'Move step 2a.2 out', exact: true }));
    await page.getByRole('listitem', { name: `Step 3: ${secondSubject}` }).waitFor();

    // A copy is made, deleted, brought back by undo, and deleted for good.
    await this.press(this.button('Duplicate step 3'));
    await page.getByRole('listitem', { name: `Step 4: ${secondSubject}` }).waitFor();
    await this.press(this.button('Delete step 4'));
    await page.getByRole('listitem', { name: `Step 4: ${secondSubject}` }).waitFor({ state: 'detached' });
    await this.press(this.button('Undo'));
    await page.getByRole('listitem', { name: `Step 4: ${secondSubject}` }).waitFor();
    await this.press(this.button('Delete step 4'));
    await this.press(this.button('Dismiss'));
    await this.saved();
  }

  /** What is wrong stands at its field, and the draft is saved once it is right. */
  async meetAnError(): Promise<void> {
    await this.addStep('4', 'Steps', 'Webhook');
    await this.page.getByText('Not saved yet').waitFor();
    const address = this.page.getByLabel('Address', { exact: true });
    await until(async () => (await address.getAttribute('aria-invalid')) === 'true', {
      deadlineMs: minute,
      message: 'the error at the address of the webhook',
    });
    await this.press(this.button('Delete step 4'));
    await this.press(this.button('Dismiss'));
    await this.saved();
  }

  /** Months pass in a moment: who has no tag waits 40 days between the mails. */
  async simulate(): Promise<void> {
    const { page } = this;
    await this.go(`${this.sequence}/simulate`);
    await this.button('Simulate').click();
    const timeline = page.getByRole('list', { name: 'Simulated timeline' });
    await timeline.getByText(firstSubject).first().waitFor();
    await timeline.getByText(secondSubject).first().waitFor();
    await page.getByText(/It ends with .Completed/).waitFor();
  }

  async launch(email: string): Promise<void> {
    await this.go(this.sequence);
    await this.button('Publish').click();
    await this.answer('Publish version 1');
    await this.button('Activate').click();
    await this.answer('Activate');
    await this.add(email);
  }

  /** Puts one more person into it. */
  async add(email: string): Promise<void> {
    await this.go(this.sequence);
    await this.button('Add people').click();
    await this.dialog().getByText('One person', { exact: true }).click();
    await this.dialog().getByLabel('Email').fill(email);
    await this.dialog().getByRole('button', { name: 'Add the person', exact: true }).click();
    await this.page.waitForURL(/\/people/);
  }

  /** Opens the person and gives the path of the page. */
  async openPerson(name: string): Promise<string> {
    await this.go(`${this.sequence}/people`);
    await this.page.getByRole('link', { name, exact: true }).click();
    await this.page.getByRole('heading', { name, exact: true }).first().waitFor();
    return new URL(this.page.url()).pathname;
  }

  /** The page says what happened and why, and what comes to the end. */
  async explain(): Promise<void> {
    const { page } = this;
    await page.getByText('1 mail sent').waitFor({ timeout: minute });
    await page.getByRole('list', { name: 'What happened' }).getByText(/vip/).first().waitFor();
    await page
      .getByRole('list', { name: 'What comes next, if nothing changes' })
      .getByText(new RegExp(secondSubject))
      .first()
      .waitFor();
  }

  async pauseAndResume(): Promise<void> {
    await this.go(this.sequence);
    await this.button('Pause').click();
    await this.dialog()
      .getByRole('button', { name: /^Pause/ })
      .click();
    await this.button('Resume').click();
    await this.dialog().getByLabel('Keep the dates', { exact: true }).check();
    await this.dialog()
      .getByLabel(/people a minute/)
      .fill('600');
    await this.answer('Resume');
    await this.button('Pause').waitFor();
  }

  /** Back to the start without a second copy of the mail, then the wait is cut short, so that the other mail goes out. */
  async repair(): Promise<void> {
    const { page } = this;
    await this.button('Go back').click();
    await this.dialog().getByRole('combobox', { name: 'Back to' }).selectOption({ index: 0 });
    await this.answer('Go back');
    await page
      .getByRole('list', { name: 'What happened' })
      .getByText(/Sent back/)
      .first()
      .waitFor();
    await this.explain();
    await this.button('Change due time').click();
    await this.dialog().getByLabel('Due on').fill('2020-01-01T09:00');
    await this.answer('Change it');
    await page.getByText('2 mails sent').waitFor({ timeout: minute });
  }

  /** The wait and the mail after it are passed: the sequence ends and the mail was never sent. */
  async skip(): Promise<void> {
    const { page } = this;
    await this.explain();
    await this.button('Skip').click();
    await this.answer('Skip it');
    await page.getByText('Completed', { exact: true }).first().waitFor({ timeout: minute });
    await page.getByText('1 mail sent').waitFor();
  }

  /** A second version moves the people in it, the difference is told, and the first one comes back as the third. */
  async changeLive(): Promise<void> {
    const { page } = this;
    await this.go(this.sequence);
    await page
      .getByRole('button', { name: new RegExp(secondSubject) })
      .first()
      .click();
    await page.getByLabel('Subject').last().fill(`${secondSubject} again`);
    await this.saved();
    await this.button('Publish').click();
    await this.dialog().getByLabel('They move to version 2').check();
    await this.answer('Publish version 2');
    await this.go(`${this.sequence}/versions`);
    const changes = page.getByRole('list', { name: 'From version 1 to version 2' });
    await changes.getByRole('listitem').first().waitFor();
    expect(await changes.getByRole('listitem').count()).toBe(1);
    await this.button('Go back to version 1').click();
    await this.answer('Go back to version 1');
    await page.getByRole('heading', { name: 'Version 3' }).waitFor();
  }

  /** Everybody who matches is paused at once, with the report above the table. */
  async pauseInBulk(): Promise<void> {
    const { page } = this;
    await this.go(`${this.sequence}/people?state=active`);
    await page.getByLabel(/^All /).check();
    await page.getByLabel('What to do with them').selectOption('pause');
    await this.button('Continue…').click();
    await this.dialog()
      .getByRole('button', { name: /^Pause: / })
      .click();
    await page.getByRole('list', { name: 'Work in progress' }).getByText('Completed').waitFor({ timeout: minute });
  }
}
