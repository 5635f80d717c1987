import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { findBarriers } from './accessibility.js';
import { AudienceJourney } from './audience.js';
import { keepingScreenshot, launchBrowser, openPage } from './browser.js';
import { openProduct, type Product } from './product.js';

const minute = 60_000;
const run = Date.now().toString(36);

let product: Product;
let browser: Browser;
let page: Page;
let complaints: string[];
let audience: AudienceJourney;
/** What is in the way on the pages that subscribers see; they are visited on the way through them. */
const publicBarriers: string[] = [];

beforeAll(async () => {
  product = await openProduct();
  browser = await launchBrowser();
  ({ page, complaints } = await openPage(browser));
  audience = new AudienceJourney(page, product.webUrl, run);
}, 10 * minute);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
}, minute);

const title = (name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();

/** Looks at the public page that is open, once its title is there. */
async function look(name: string): Promise<void> {
  await title(name);
  publicBarriers.push(...(await findBarriers(page)));
}

async function visit(url: string | undefined, name: string): Promise<void> {
  await page.goto(url ?? 'about:blank');
  await look(name);
}

async function signIn(): Promise<void> {
  await page.goto(product.webUrl);
  await page.getByLabel('Email').fill(product.email);
  await page.getByLabel('Password').fill(product.password);
  await press('Sign in');
  await title('Overview');
}

describe('the audience', () => {
  it(
    'is imported by keyboard alone: mapped, tried out, taken in, with the row that was not',
    () =>
      keepingScreenshot(page, 'audience-import', async () => {
        await signIn();
        await audience.chooseFile();
        publicBarriers.push(...(await findBarriers(page)));
        await audience.importPeople();
        expect(complaints).toEqual([]);
      }),
    3 * minute,
  );

  it(
    'is told apart by a segment that is built, counted, saved and explained by keyboard alone',
    () =>
      keepingScreenshot(page, 'audience-segment', async () => {
        await audience.buildSegment();
        expect(complaints).toEqual([]);
      }),
    2 * minute,
  );

  it(
    'signs up, confirms, chooses and leaves on pages without barriers',
    () =>
      keepingScreenshot(page, 'audience-public', async () => {
        await audience.makeForm();
        await audience.sendWelcome('Olga');
        await visit(await audience.publicLook(), 'What mail do you want?');

        await visit(await audience.hostedForm(), 'Tea news');
        // The refusal is meant, and the browser logs it.
        await page.getByLabel('Email').fill('somebody@nowhere');
        await press('Subscribe');
        await look('Tea news');
        await page.getByLabel('Email').fill(audience.address('Rosa'));
        await page.getByRole('checkbox', { name: /^I want to get the news/ }).check();
        await press('Subscribe');
        await look('Thank you');
        const confirm = (await audience.linksOfMail('Rosa')).find((link) => link.includes('/confirm/'));
        await visit(confirm, 'Do you want these mails?');
        await press('Yes, confirm');
        await look('Thank you');
        await visit(confirm, 'You have confirmed already');

        const links = await audience.linksOfMail('Olga');
        await visit(
          links.find((link) => link.includes('/p/')),
          'What mail do you want?',
        );
        const unsubscribe = links.find((link) => link.includes('/u/')) ?? '';
        await visit(unsubscribe, 'Unsubscribe?');
        await page.getByText('Tell us why, if you like').click();
        await page.getByLabel('I get too many mails').check();
        await look('Unsubscribe?');
        await press('Unsubscribe from everything');
        await look('You are unsubscribed');
        await visit(
          links.find((link) => link.includes('/p/')),
          'You get no mail',
        );
        await press('Ask for a copy of my data');
        await page.getByText('You asked for a copy of everything that is held on you').waitFor();
        await page.getByText('Ask to be erased').first().click();
        await press('Ask to be erased');
        await page.getByText('You asked to be erased on').waitFor();
        await look('You get no mail');
        expect(complaints.filter((one) => !/status of 422/.test(one))).toEqual([]);
        complaints.length = 0;
        await visit(new URL('/u/x', unsubscribe).href, 'This link is not valid');
        expect(complaints.filter((one) => !/status of 404/.test(one))).toEqual([]);
        complaints.length = 0;
        expect(publicBarriers).toEqual([]);
      }),
    4 * minute,
  );

  it(
    'is kept on pages without barriers, in both themes and on a phone',
    () =>
      keepingScreenshot(page, 'audience-accessibility', async () => {
        await audience.exportSegment();
        await audience.openPerson('Pavel');
        await audience.openPrivacyRequests('Olga');
        const { seen } = audience;
        const paths = [
          ...['/people?ask=bulk&do=addTags&all=yes', '/people/duplicates', seen.person, `${seen.person}?ask=merge`],
          ...[`${seen.person}?ask=erase-person`, '/fields', '/fields?ask=create', '/segments', '/segments/new'],
          ...[seen.segment, `${seen.segment}?who=${encodeURIComponent(audience.address('Pavel'))}`, '/imports'],
          ...['/imports/new', seen.dryRun, seen.import, '/exports', '/exports/new', seen.export, '/lists?ask=create'],
          ...['/suppression', '/suppression?ask=add', '/topics', '/topics?ask=create', '/forms', '/forms/new'],
          ...[seen.form, '/privacy?status=waiting', seen.copyRequest, seen.eraseRequest],
          ...[`${seen.eraseRequest}?ask=erase`, `${seen.eraseRequest}?ask=decline`, '/settings'],
        ];
        const barriers: string[] = [];
        for (const path of paths) {
          await audience.go(path);
          await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
          barriers.push(...(await findBarriers(page)));
        }
        expect(barriers).toEqual([]);
        await audience.answerPrivacyRequests();
        expect(complaints).toEqual([]);
      }),
    5 * minute,
  );
});
