import type { OpenedLink, OwnRequests } from '@dripemails/application';
import type { PrivacyRequest } from '@dripemails/contracts';
import { form, submitButton } from '../public-pages/form-fields.js';
import { html, type Html } from '../public-pages/html.js';
import { dateIn } from './date-in.js';

type Kind = PrivacyRequest['kind'];

/** What stands on the buttons. */
export const ASKS: Readonly<Record<'askCopy' | 'askErase', Kind>> = { askCopy: 'export', askErase: 'erase' };

const WANTED: Record<Kind, string> = {
  export: 'for a copy of everything that is held on you',
  erase: 'to be erased',
};
const DONE: Record<Kind, string> = { export: 'The copy was handed out', erase: 'You were erased' };

interface OwnData {
  readonly own: OwnRequests;
  readonly link: OpenedLink;
  readonly sender: string;
}

/** Where somebody asks for a copy of what is held on them, or to be erased, and reads what became of it. */
export function ownDataSection(action: string, { own, link, sender }: OwnData): Html {
  const { timeZone } = link.workspace;
  if (link.status === 'erased')
    return html`${
      own.erase &&
      html`<h2>Your data</h2>
        ${fate(own.erase, timeZone)}`
    }`;
  return html`<h2>Your data</h2>
    <p>${sender} has to answer what you ask here within 30 days. A person there reads it, and may ask who you are.</p>
    ${own.export && fate(own.export, timeZone)}${
      own.export?.status !== 'waiting' &&
      form(action, submitButton('Ask for a copy of my data', { name: 'do', value: 'askCopy', isQuiet: true }))
    }${own.erase && fate(own.erase, timeZone)}${
      own.erase?.status !== 'waiting' &&
      html`<details>
        <summary>Ask to be erased</summary>
        <p>
          Everything that ${sender} holds on you is removed, and you get no more mail. That cannot be undone. If you
          want a copy as well, ask for that first.
        </p>
        ${form(action, submitButton('Ask to be erased', { name: 'do', value: 'askErase', isQuiet: true }))}
      </details>`
    }`;
}

/** What became of a request, in a sentence. */
function fate({ kind, status, createdAt, dueAt, answeredAt, completedAt, reason }: PrivacyRequest, zone: string): Html {
  const asked = `You asked ${WANTED[kind]} on ${dateIn(zone, createdAt)}.`;
  const on = (instant: string | null) => (instant === null ? '' : ` on ${dateIn(zone, instant)}`);
  switch (status) {
    case 'waiting':
      return html`<p>${asked} It waits for an answer${dueAt !== null && `, due by ${dateIn(zone, dueAt)}`}.</p>`;
    case 'declined':
      return html`<p>${asked} It was declined${on(answeredAt)}: ${reason}</p>`;
    case 'completed':
      return html`<p>${asked} ${DONE[kind]}${on(completedAt)}.</p>`;
    default:
      return html`<p>${asked} It was granted${on(answeredAt)}, and is being done.</p>`;
  }
}
