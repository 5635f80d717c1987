import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { hasFocus, Keyboard } from './keyboard.js';

const minute = 60_000;

/** What somebody without a mouse does with the audience, and what their subscribers then see. */
export class AudienceJourney {
  readonly keyboard: Keyboard;
  /** Paths of pages that are only there after the journey. */
  readonly seen: Record<
    'dryRun' | 'import' | 'segment' | 'person' | 'form' | 'export' | 'copyRequest' | 'eraseRequest',
    string
  > = {
    ...{ dryRun: '', import: '', segment: '', person: '', form: '', export: '', copyRequest: '', eraseRequest: '' },
  };
  readonly listName: string;

  /** @param run makes names and addresses that no other run has */
  constructor(
    private readonly page: Page,
    private readonly webUrl: string,
    private readonly run: string,
  ) {
    this.keyboard = new Keyboard(page);
    this.listName = `Tea club ${run}`;
  }

  address = (name: string) => `${name.toLowerCase()}.${this.run}@example.com`;
  go = (path: string) => this.page.goto(this.webUrl + path);
  private path = () => new URL(this.page.url()).pathname;
  private button = (name: string | RegExp) => this.page.getByRole('button', { name, exact: true });
  private link = (name: string | RegExp) => this.page.getByRole('link', { name, exact: true });
  private field = (name: string | RegExp) => this.page.getByLabel(name, { exact: true });
  private heading = (name: string | RegExp) => this.page.getByRole('heading', { level: 1, name, exact: true });
  private menu = (name: string) =>
    this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });

  /** After a navigation the title has the focus, so that one starts from the top of what is new. */
  private async arrived(name: string | RegExp): Promise<void> {
    await this.heading(name).waitFor();
    expect(await hasFocus(this.heading(name))).toBe(true);
  }

  /** The first step of the wizard: the file, and what its columns are. */
  async chooseFile(): Promise<void> {
    const { page, keyboard } = this;
    await keyboard.press(this.menu('Imports'));
    await this.arrived('Imports');
    await keyboard.press(this.link('Import people'));
    await this.arrived('Import people');
    await keyboard.reach(this.field('File'));
    // What opens now is a window of the system, outside of any page.
    const rows = [
      'E-mail,Called,Tier,Shoe size',
      `${this.address('Olga')},Olga,gold,38`,
      `${this.address('Pavel')},Pavel,gold,43`,
      'pavel at example,Nobody,gold,40',
      `${this.address('Quinn')},Quinn,silver,41`,
    ];
    await this.field('File').setInputFiles({
      ...{ name: `club-${this.run}.csv`, mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) },
    });
    await keyboard.press(this.button('Look at the file'));
    const summary = page.getByText(/4 rows, 4 columns, CSV with commas/);
    await summary.waitFor();
    expect(await hasFocus(summary)).toBe(true);
    await page.getByText(/^Line 4: /).waitFor();
    await keyboard.choose(this.field('Called becomes'), 'First name');
    await keyboard.choose(this.field('Shoe size becomes'), 'Leave out');
  }

  /** The rest of the wizard: where people go and with what consent; a dry run, then the real one. */
  async importPeople(): Promise<void> {
    const { page, keyboard } = this;
    await keyboard.choose(this.field('Put them on a list'), 'A new list');
    await keyboard.write(this.field('Name of the new list'), this.listName);
    await keyboard.write(this.field('Tags'), `club-${this.run}`);
    await keyboard.choose(this.field('People who are here already'), 'Only fill what is empty');
    await keyboard.choose(this.field('Consent'), 'I have their consent');
    await keyboard.write(this.field('What they agreed to, and where'), 'Paper form at the shop');
    await keyboard.press(this.button('Try it first (dry run)'));
    await this.arrived(`club-${this.run}.csv`);
    await page.getByText('A dry run: this is what would happen. Nothing was changed.').waitFor({ timeout: minute });
    await this.counts(3, 1);
    this.seen.dryRun = this.path();

    await keyboard.press(this.button('Import for real'));
    await page.waitForURL((url) => url.pathname !== this.seen.dryRun);
    await page.getByText('All of 4 rows are read; 1 could not be taken.').waitFor({ timeout: minute });
    await this.counts(3, 1);
    await page.getByRole('cell', { name: 'Line 4' }).waitFor();
    this.seen.import = this.path();
    await keyboard.reach(this.link('All 1 as CSV'));

    await keyboard.press(this.link('See the people'));
    await this.arrived('People');
    for (const name of ['Olga', 'Pavel', 'Quinn']) await this.link(name).waitFor();
    await page.getByText('3 people with the filters below.').waitFor();
  }

  private async counts(created: number, rejected: number): Promise<void> {
    const progress = this.page.getByRole('region', { name: 'Progress' });
    const shown = async (name: string) =>
      await progress.getByText(name, { exact: true }).locator('xpath=following-sibling::dd').textContent();
    expect([await shown('New'), await shown('Rejected')]).toEqual([String(created), String(rejected)]);
  }

  /** A rule with a group in it, written, counted, saved and explained. */
  async buildSegment(): Promise<void> {
    const { page, keyboard } = this;
    await keyboard.press(this.menu('Segments'));
    await this.arrived('Segments');
    await keyboard.press(this.link('New segment'));
    await this.arrived('New segment');
    await keyboard.write(this.field('Name'), `Gold ${this.run}`);
    await keyboard.write(this.field('Field of rule 1'), 'tier');
    await keyboard.choose(this.field('Comparison of rule 1'), 'is');
    await keyboard.write(this.field('Value of rule 1'), 'gold');

    // What is new has the focus.
    await keyboard.press(this.button('Add a group'));
    const groupMode = this.field('How the rules of group 2 go together');
    await groupMode.waitFor();
    expect(await hasFocus(groupMode)).toBe(true);
    await keyboard.choose(this.field('Rule 2.1 is about'), 'Tag');
    await keyboard.write(this.field('Tag of rule 2.1'), `club-${this.run}`);
    await keyboard.press(this.button('Add a rule').first());
    expect(await hasFocus(this.field('Rule 2.2 is about'))).toBe(true);
    await keyboard.press(this.field('Turn rule 2.2 round'), 'Space');
    expect(await this.field('Turn rule 2.2 round').isChecked()).toBe(true);
    await keyboard.press(this.button('Delete rule 2.2'));
    expect(await hasFocus(this.field('Rule 2.1 is about'))).toBe(true);

    const fits = page.getByRole('region', { name: 'Who fits it now' });
    await fits.getByText('2 people', { exact: true }).waitFor();
    await fits.getByText('2 of them can be mailed.').waitFor();
    for (const name of ['Olga', 'Pavel']) await keyboard.reach(fits.getByRole('link', { name, exact: true }));
    await keyboard.press(this.button('Make the segment').last());
    await this.arrived(`Gold ${this.run}`);
    this.seen.segment = this.path();

    await this.explain('Olga', 'is in the segment', "Seen: tier is 'gold'");
    await this.explain('Quinn', 'is not in the segment', "Seen: tier is 'silver'");
  }

  private async explain(name: string, answer: string, saw: string): Promise<void> {
    await this.keyboard.write(this.field('Their email'), this.address(name));
    await this.keyboard.press(this.button('Explain'));
    await this.page.getByText(answer, { exact: true }).waitFor();
    await this.page.getByText(saw).waitFor();
  }

  /** A public list that asks to confirm, a topic, and a form that leads to the list. */
  async makeForm(): Promise<void> {
    const { page } = this;
    await this.go('/topics?ask=create');
    await this.field('Name').fill(`Offers ${this.run}`);
    await this.answer('Make the topic');
    await this.go('/lists?ask=create');
    await this.field('Name').fill(`News ${this.run}`);
    for (const name of [/^Public/, /^Double opt-in/]) await page.getByRole('checkbox', { name }).check();
    await this.answer('Make the list');
    await this.go('/forms/new');
    await this.field('Name').fill(`Spring ${this.run}`);
    await this.field('Title').fill('Tea news');
    await page.getByRole('checkbox', { name: new RegExp(`News ${this.run}`) }).check();
    await this.button('Make the form').click();
    await this.heading(`Spring ${this.run}`).waitFor();
    this.seen.form = this.path();
  }

  /** Where the hosted page of the form is. */
  async hostedForm(): Promise<string> {
    await this.go(this.seen.form);
    return await target(this.link('Open the page'));
  }

  /** Where the preview of the public pages is. */
  async publicLook(): Promise<string> {
    await this.go('/settings');
    return await target(this.link('Preview'));
  }

  /** Puts somebody into the demo's series, whose first mail goes out at once. */
  async sendWelcome(name: string): Promise<void> {
    const { page } = this;
    await this.go('/sequences');
    await this.link('Welcome series').click();
    await this.heading('Welcome series').waitFor();
    await this.button('Add people').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('One person', { exact: true }).click();
    await dialog.getByLabel('Email').fill(this.address(name));
    await dialog.getByRole('button', { name: 'Add the person', exact: true }).click();
    await page.waitForURL(/\/people/);
  }

  /** The links in the text of the newest mail to somebody, which may still be on its way. */
  async linksOfMail(name: string): Promise<string[]> {
    const { page } = this;
    await this.go(`/mailbox?query=${encodeURIComponent(this.address(name))}`);
    const mail = page.getByRole('list', { name: 'Mail' }).getByRole('link', { name: new RegExp(this.address(name)) });
    await mail.first().waitFor({ timeout: minute });
    await mail.first().click();
    await page.getByRole('link', { name: 'Text', exact: true }).click();
    const text = await page.getByRole('region', { name: 'Text of the mail' }).innerText();
    return text.match(/https?:\/\/[^\s<>[\]()]+/g) ?? [];
  }

  async exportSegment(): Promise<void> {
    await this.go(`/exports/new?segment=${this.seen.segment.split('/').at(-1)}`);
    await this.page.getByLabel(/^JSON/).check();
    await this.button('Start the export').click();
    await this.heading('Export to JSON').waitFor();
    await this.link(/^Download /).waitFor({ timeout: minute });
    this.seen.export = this.path();
  }

  async openPerson(name: string): Promise<void> {
    await this.go(`/people?query=${encodeURIComponent(this.address(name))}`);
    await this.link(name).click();
    await this.heading(name).waitFor();
    this.seen.person = this.path();
  }

  /** What somebody asked for on the preference page is found, told apart from what is done, and opened. */
  async openPrivacyRequests(name: string): Promise<void> {
    await this.go('/privacy');
    await this.link('Show what waits').click();
    await this.page.waitForURL(/status=waiting/);
    for (const [key, what] of [
      ['copyRequest', 'Copy'],
      ['eraseRequest', 'Erasure'],
    ] as const)
      this.seen[key] = await target(this.link(`${what} of ${this.address(name)}`));
  }

  /** The copy is handed out, and the erasure declined, by keyboard alone. */
  async answerPrivacyRequests(): Promise<void> {
    const { page, keyboard } = this;
    await this.go(this.seen.copyRequest);
    await keyboard.press(this.button('They have the copy'));
    await page.getByText('The person was given a copy of everything that is held on them.').waitFor();
    await this.go(this.seen.eraseRequest);
    await keyboard.press(this.button('Decline…'));
    await this.field('Why').fill('We still owe you a delivery.');
    await this.answer('Decline');
    await page.getByText('It was declined; the person reads why on their preference page.').waitFor();
  }

  private async answer(name: string): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('button', { name, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }
}

const target = async (link: Locator): Promise<string> => (await link.getAttribute('href')) ?? '';
