import { type OwnRequests, PAUSE_DAYS, type PreferenceView } from '@dripemails/application';
import { choiceField, choices, form, hiddenField, note, submitButton } from '../public-pages/form-fields.js';
import { html, type Html } from '../public-pages/html.js';
import { brandingOf, type PublicPage } from '../public-pages/public-page.js';
import { shownReader } from '../public-pages/shown-address.js';
import { dateIn } from './date-in.js';
import { ownDataSection } from './own-data.js';

/** What came of the last press, to be said above the page. */
export interface Told {
  readonly kind: 'good' | 'bad';
  readonly text: string;
}

/** Most mails a week that may be chosen. */
const FREQUENCIES = [3, 2, 1];

const TITLE = 'What mail do you want?';

/** What somebody gets, to be changed, and what they may ask about their data. */
export function preferencePage(token: string, view: PreferenceView, own: OwnRequests, told: Told | null): PublicPage {
  const { link } = view;
  const branding = brandingOf(link.workspace);
  const address = shownReader(link);
  const ownData = ownDataSection(action(token), { own, link, sender: branding.name });
  const said = told && note(told.kind, told.text);
  if (link.mailing !== 'goes') {
    return {
      branding,
      title: 'You get no mail',
      body: html`${said}
        <p>${branding.name} sends no mail to ${address}.</p>
        ${again(token, link)}${ownData}`,
    };
  }
  return {
    branding,
    title: TITLE,
    body: html`${said}
      <p>This is about the mails of ${branding.name} to ${address}.</p>
      ${choiceForm(token, view)}${pauseForm(token, view)}
      <h2>No mail at all</h2>
      ${unsubscribeForm(token)}${ownData}`,
  };
}

const action = (token: string): string => `/p/${token}`;

const unsubscribeForm = (token: string): Html =>
  form(action(token), submitButton('Unsubscribe from everything', { name: 'do', value: 'unsubscribe', isQuiet: true }));

/** The way back, where there is one; why there is none is nobody's business who has the mail. */
function again(token: string, { mailing, status }: PreferenceView['link']): Html {
  if (mailing === 'erased')
    return html`<p>What was known about you here is erased, and the address that it was about gets no mail any more.</p>
      <p>If you want mail again, sign up with another address.</p>`;
  if (mailing === 'stopped')
    return html`<p>This page cannot start it. If you want its mail, write to the sender.</p>
      ${
        status === 'active' &&
        html`<p>If you want none whatever changes there, unsubscribe.</p>
          ${unsubscribeForm(token)}`
      }`;
  return html`<p>To get it, ask for a mail with a button in it. Press that button, and you are subscribed.</p>
    ${form(action(token), submitButton('Send me that mail', { name: 'do', value: 'resubscribe' }))}`;
}

function choiceForm(token: string, { preferences: { lists, topics, capPerWeek } }: PreferenceView): Html {
  const usual = capPerWeek === null || FREQUENCIES.includes(capPerWeek) ? FREQUENCIES : [capPerWeek, ...FREQUENCIES];
  return form(
    action(token),
    lists.length > 0
      ? html`${choices('checkbox', {
          name: 'lists',
          legend: 'Lists',
          of: lists.map(({ id, name, description, status }) => ({
            value: id,
            label: name,
            hint: [description, status === 'unconfirmed' && 'Waits for you to confirm it by the mail that we sent.']
              .filter(Boolean)
              .join(' '),
            checked: status === 'active' || status === 'unconfirmed',
          })),
        })}${lists.map(({ id }) => hiddenField('shownLists', id))}`
      : html``,
    topics.length > 0
      ? html`${choices('checkbox', {
          name: 'topics',
          legend: 'Topics',
          of: topics.map(({ id, name, description, wanted }) => ({
            ...{ value: id, label: name, hint: description, checked: wanted },
          })),
        })}${topics.map(({ id }) => hiddenField('shownTopics', id))}`
      : html``,
    html`<fieldset>
      <legend>How often</legend>
      ${choiceField('radio', 'perWeek', { value: 'all', label: 'Every mail', checked: capPerWeek === null })}${usual.map(
        (count) =>
          choiceField('radio', 'perWeek', {
            value: String(count),
            label: count === 1 ? 'At most 1 mail a week' : `At most ${count} mails a week`,
            checked: capPerWeek === count,
          }),
      )}
    </fieldset>`,
    html`<div class="actions">${submitButton('Save', { name: 'do', value: 'save' })}</div>`,
  );
}

function pauseForm(token: string, { pausedUntil, link }: PreferenceView): Html {
  if (pausedUntil === null) {
    return html`<h2>A break</h2>
      <p>No mail for ${PAUSE_DAYS} days; then it goes on as before.</p>
      ${form(action(token), submitButton(`Pause for ${PAUSE_DAYS} days`, { name: 'do', value: 'pause', isQuiet: true }))}`;
  }
  return html`<h2>A break</h2>
    <p>No mail until ${dateIn(link.workspace.timeZone, pausedUntil)}.</p>
    ${form(action(token), submitButton('Go on now', { name: 'do', value: 'resume', isQuiet: true }))}`;
}
