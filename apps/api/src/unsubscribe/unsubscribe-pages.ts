import { PAUSE_DAYS, type OpenedLink, type UnsubscribeChoice } from '@dripemails/application';
import { choices, form, submitButton, textField } from '../public-pages/form-fields.js';
import { html, type Html } from '../public-pages/html.js';
import { brandingOf, type PublicPage } from '../public-pages/public-page.js';
import { shownReader } from '../public-pages/shown-address.js';

/** Why people unsubscribe; what is stored is the words. */
export const REASONS = {
  tooMany: 'I get too many mails',
  notRelevant: 'The mails are not for me',
  neverAsked: 'I never asked for them',
  other: 'Something else',
} as const;

/** Characters of what people write of their own. */
export const REASON_LIMIT = 500;

const preferencesLink = (token: string, words: string): Html => html`<a href="/p/${token}">${words}</a>`;

/** Asks before it unsubscribes: opening it changes nothing. */
export function confirmPage(token: string, link: OpenedLink): PublicPage {
  const { workspace, list, status, mailing } = link;
  const branding = brandingOf(workspace);
  const reader = shownReader(link);
  if (mailing !== 'goes') {
    return {
      branding,
      title: status === 'unsubscribed' ? 'You are unsubscribed' : 'You get no mail',
      body: html`<p>${branding.name} sends no mail to ${reader}.</p>
        ${
          // the sender may change that, and a no is to stand then
          mailing === 'stopped' &&
          status === 'active' &&
          form(`/u/${token}/choice`, submitButton('Unsubscribe from everything', { name: 'scope', value: 'all' }))
        }
        <p>${preferencesLink(token, 'Your preferences')}</p>`,
    };
  }
  return {
    branding,
    title: 'Unsubscribe?',
    body: html`<p>This is about the mails of ${branding.name} to ${reader}.</p>
      ${form(
        `/u/${token}/choice`,
        html`<details>
          <summary>Tell us why, if you like</summary>
          ${choices('radio', {
            name: 'reason',
            legend: 'Why do you leave?',
            of: Object.entries(REASONS).map(([value, label]) => ({ value, label })),
          })}${textField({ name: 'words', label: 'In your words', maxLength: REASON_LIMIT })}
        </details>`,
        html`<div class="actions">
          ${submitButton('Unsubscribe from everything', { name: 'scope', value: 'all' })}${
            list && submitButton(`Only leave the list “${list.name}”`, { name: 'scope', value: 'list', isQuiet: true })
          }${submitButton(`Pause for ${PAUSE_DAYS} days`, { name: 'scope', value: 'pause', isQuiet: true })}
        </div>`,
      )}
      <p>${preferencesLink(token, 'Choose what you get')} instead.</p>`,
  };
}

/** Says what was done; where there was no mail to pause, that there is none. */
export function donePage(token: string, link: OpenedLink, scope: UnsubscribeChoice['scope']): PublicPage {
  const { workspace, list, mailing } = link;
  const branding = brandingOf(workspace);
  const reader = shownReader(link);
  if (scope === 'pause' && mailing !== 'goes') return confirmPage(token, link);
  if (scope === 'pause') {
    return {
      branding,
      title: 'Paused',
      body: html`<p>${branding.name} sends no mail to ${reader} for ${PAUSE_DAYS} days.</p>
        <p>${preferencesLink(token, 'Change that')}</p>`,
    };
  }
  if (scope === 'list' && list !== null) {
    return {
      branding,
      title: 'You left the list',
      body: html`<p>No more mail goes to ${reader} by the list “${list.name}”.</p>
        <p>${preferencesLink(token, mailing === 'goes' ? 'See what else you get' : 'Your preferences')}</p>`,
    };
  }
  return {
    branding,
    title: 'You are unsubscribed',
    body: html`<p>${branding.name} sends no more mail to ${reader}. You can close this page.</p>
      <p>That was not what you wanted? ${preferencesLink(token, 'Go to your preferences')}.</p>`,
  };
}
