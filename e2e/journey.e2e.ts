import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '@dripemails/testing';
import type { Browser, Page } from 'playwright-core';
import { findBarriers } from './accessibility.js';
import { keepingScreenshot, launchBrowser, openPage, pageDeadlineMs } from './browser.js';
import { EngineJourney } from './engine.js';
import { openProduct, type Product } from './product.js';

const minute = 60_000;
/** Names of this run, so that it can be repeated on the same data. */
const run = Date.now().toString(36);
const listName = `Early birds ${run}`;
const sequenceName = `Hello ${run}`;
const people = ['Ada', 'Grace', 'Linus', 'Margaret'] as const;
const address = (name: string) => `${name.toLowerCase()}.${run}@example.com`;
const csv = [
  'Email,First name,Time zone,Plan',
  ...people.map((name) => `${address(name)},${name},Europe/Paris,"pro, yearly"`),
  'not an address,Nobody,Europe/Paris,free',
].join('\n');

let product: Product;
let browser: Browser;
let page: Page;
let complaints: string[];

/** Pages that only exist once there is data; the second test visits them. */
const seen = { sequence: '', enrollment: '', person: '', mail: '', branched: '', waiting: '' };

beforeAll(async () => {
  product = await openProduct();
  browser = await launchBrowser();
  ({ page, complaints } = await openPage(browser));
}, 10 * minute);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, minute);

const path = () => new URL(page.url()).pathname;
const menu = (name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
const button = (name: string) => page.getByRole('button', { name, exact: true });
const inDialog = (name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true });
const heading = (name: string) => page.getByRole('heading', { name, exact: true }).first().waitFor();
const mailFor = (name: string) =>
  page.getByRole('list', { name: 'Mail' }).getByRole('link', { name: new RegExp(address(name)) });

async function searchMailbox(words: string): Promise<void> {
  await menu('Mailbox');
  await page.getByRole('searchbox', { name: 'Find by address or subject' }).fill(words);
  await page.waitForURL((url) => url.searchParams.get('query') === words);
}

async function openEnrollmentOf(name: string): Promise<void> {
  await page.goto(`${product.webUrl}${seen.sequence}/people`);
  await page.getByRole('link', { name, exact: true }).click();
  await heading(name);
}

async function signIn(): Promise<void> {
  await page.goto(product.webUrl);
  await page.getByLabel('Email').fill(product.email);
  await page.getByLabel('Password').fill(product.password);
  await button('Sign in').click();
  await heading('Overview');
}

async function importPeople(): Promise<void> {
  await menu('Imports');
  await page.getByRole('link', { name: 'Import people' }).click();
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await button('Look at the file').click();
  await page.getByText(/5 rows, 4 columns/).waitFor();
  expect(await page.getByRole('combobox', { name: 'Email becomes' }).inputValue()).toBe('email');
  expect(await page.getByRole('combobox', { name: 'Plan becomes' }).inputValue()).toBe('field:plan');
  await page.getByRole('combobox', { name: 'Put them on a list' }).selectOption({ label: 'A new list' });
  await page.getByLabel('Name of the new list').fill(listName);
  await button('Start the import').click();
  await heading('people.csv');
  const bar = page.getByRole('progressbar', { name: 'Import of people.csv' });
  await until(async () => (await bar.getAttribute('aria-valuenow')) === '100', {
    deadlineMs: minute,
    message: 'the import to be done',
  });
  await page.getByText('Completed').first().waitFor();
  await page.getByRole('cell', { name: 'Line 6' }).waitFor();
}

async function buildSequence(): Promise<void> {
  await menu('Sequences');
  await page.getByRole('link', { name: 'New sequence' }).click();
  await page.getByLabel('Name').fill(sequenceName);
  await button('Create sequence').click();
  await heading(sequenceName);
  seen.sequence = path();
  await page.getByLabel('Subject').fill('{{ subscriber.firstName | default: "Friend" }}, welcome');
  await page
    .getByLabel('Body (HTML)')
    .fill('<p>Hello {{ subscriber.firstName | default: "there" }}, good to have you.</p>');
  await button('Add a wait').click();
  await button('Move step 2 up').click();
  await page.getByRole('spinbutton', { name: 'How long step 1 waits' }).fill('3');
  await page.getByRole('listitem', { name: 'Step 1: Wait 3 days' }).waitFor();
  await page.getByText('The draft is saved').waitFor();
}

async function launch(): Promise<void> {
  await button('Publish').click();
  await inDialog('Publish version 1').click();
  await button('Activate').click();
  await inDialog('Activate').click();
  await button('Add people').click();
  const lists = page.getByRole('dialog').getByRole('combobox', { name: 'List' });
  const option = lists.getByRole('option', { name: new RegExp(listName) });
  await lists.selectOption(await option.evaluate((element) => (element as HTMLOptionElement).value));
  await inDialog('Add the list').click();
  await page.waitForURL(/\/people/);
  for (const name of people) await page.getByRole('link', { name, exact: true }).waitFor({ timeout: minute });
}

describe('the first drip of a marketer', () => {
  it(
    'goes from a CSV file to mail in the Mailbox, with one person paused on the way',
    () =>
      keepingScreenshot(page, 'journey', async () => {
        await signIn();
        await importPeople();
        await buildSequence();
        await launch();

        // Three demo days are half a minute: Ada is paused before her mail is due.
        await openEnrollmentOf('Ada');
        seen.enrollment = path();
        await button('Pause').click();
        await page.getByRole('dialog').getByLabel('Why (optional)').fill('On holiday');
        await inDialog('Pause').click();
        await button('Resume').waitFor();
        await page
          .getByText(/On holiday/)
          .first()
          .waitFor();

        await searchMailbox(run);
        for (const name of people.filter((one) => one !== 'Ada')) await mailFor(name).waitFor({ timeout: 2 * minute });
        expect(await mailFor('Ada').count()).toBe(0);
        await mailFor('Grace').click();
        await page.getByRole('heading', { name: 'Grace, welcome' }).waitFor();
        seen.mail = path();
        await page.getByRole('link', { name: 'Text', exact: true }).click();
        await page.getByText('Hello Grace, good to have you.').waitFor();
        await page.getByRole('link', { name: 'Where it came from' }).click();
        await heading('Grace');

        await openEnrollmentOf('Ada');
        await button('Resume').click();
        await inDialog('Resume').click();
        await button('Pause').waitFor({ timeout: pageDeadlineMs });
        await page.getByRole('link', { name: address('Ada') }).click();
        await heading('Ada');
        seen.person = path();
        await searchMailbox(run);
        await mailFor('Ada').waitFor({ timeout: 2 * minute });

        // The whole sequence, from a tab with a filter: both stay.
        const filtered = `${seen.sequence}/people?state=ended`;
        await page.goto(product.webUrl + filtered);
        await button('Pause').click();
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /^Pause/ })
          .click();
        await button('Resume').click();
        await inDialog('Resume').click();
        await button('Pause').waitFor();
        expect(page.url()).toBe(product.webUrl + filtered);
        expect(complaints).toEqual([]);
      }),
    6 * minute,
  );

  it(
    'builds a branched sequence by keyboard, tries it out, runs it, explains it and repairs it',
    () =>
      keepingScreenshot(page, 'engine', async () => {
        const engine = new EngineJourney(page, product.webUrl);
        await engine.buildByKeyboard(`Branches ${run}`);
        seen.branched = engine.sequence;
        // The refusal is meant, and the browser logs it.
        complaints.length = 0;
        await engine.meetAnError();
        expect(complaints.every((one) => /status of 4\d\d/.test(one))).toBe(true);
        complaints.length = 0;
        await engine.simulate();
        await engine.launch(address('Grace'));
        await engine.openPerson('Grace');
        await engine.explain();
        await engine.pauseAndResume();
        await engine.openPerson('Grace');
        await engine.repair();
        for (const name of ['Linus', 'Margaret']) await engine.add(address(name));
        await engine.openPerson('Linus');
        await engine.skip();
        seen.waiting = await engine.openPerson('Margaret');
        await engine.explain();
        await engine.changeLive();
        await engine.pauseInBulk();
        expect(complaints).toEqual([]);
      }),
    8 * minute,
  );

  it(
    'keeps every page free of barriers, in both themes and on a phone',
    () =>
      keepingScreenshot(page, 'accessibility', async () => {
        const { sequence, enrollment, branched, waiting } = seen;
        const paths = [
          ...[
            '/',
            '/sequences',
            '/sequences/new',
            '/people',
            '/people/new',
            '/lists',
            '/messages',
            '/mailbox',
            '/approvals',
            '/domains',
          ],
          ...[seen.mail, `${seen.mail}?view=headers`, `${seen.person}/edit`, enrollment],
          ...['', '/people', '/results', '/versions'].map((tab) => sequence + tab),
          ...['', '/people', '/simulate', '/results', '/versions', '/settings'].map((tab) => branched + tab),
          ...['resume', 'skip', 'rewind', 'due', 'stop'].map((ask) => `${waiting}?ask=${ask}`),
          ...[waiting, `${branched}/versions?ask=rollback&of=1`, '/domains?ask=create'],
          ...['pause', 'enroll', 'archive', 'rename'].map((ask) => `${sequence}?ask=${ask}`),
          ...['/settings?ask=create-key', `${seen.person}?ask=unsubscribe`, '/no-such-page'],
        ];
        const barriers: string[] = [];
        for (const one of paths) {
          await page.goto(product.webUrl + one);
          await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
          barriers.push(...(await findBarriers(page)));
        }
        await menu('Overview');
        await button('Sign out').click();
        await heading('Sign in');
        barriers.push(...(await findBarriers(page)));
        expect(barriers).toEqual([]);
      }),
    10 * minute,
  );
});
