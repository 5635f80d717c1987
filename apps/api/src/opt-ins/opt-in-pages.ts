import type { OptInLink } from '@dripemails/application';
import { form, submitButton } from '../public-pages/form-fields.js';
import { html } from '../public-pages/html.js';
import type { PageBranding, PublicPage } from '../public-pages/public-page.js';

/** What the link in a confirmation mail shows; opening it changes nothing. */
export function linkPage(link: OptInLink, token: string, branding: PageBranding): PublicPage {
  switch (link.state) {
    case 'pending':
      return {
        title: 'Do you want these mails?',
        body: html`<p>Confirm that you want to get “${link.to}” at this address.</p>
          ${form(`/confirm/${token}`, html`<div class="actions">${submitButton('Yes, confirm')}</div>`)}
          <p>If you did not ask for it, close this page. Without a confirmation you get no such mail.</p>`,
        branding,
      };
    case 'confirmed':
      return {
        title: 'You have confirmed already',
        // what they get by now may be something else
        body: html`<p>You confirmed “${link.to}”. The link does nothing more, and you can close this page.</p>`,
        branding,
      };
    case 'expired':
      return {
        title: 'This link has expired',
        status: 410,
        body: html`<p>It was good for some days only. Nothing was changed.</p>
          ${form(`/confirm/${token}/again`, html`<div class="actions">${submitButton('Send me a new mail')}</div>`)}`,
        branding,
      };
    case 'moved':
      return {
        title: 'This link is no longer good',
        status: 410,
        body: html`<p>
            It counts for the address that its mail went to, and what is to be confirmed now is another one. Nothing was
            changed.
          </p>
          <p>A new mail goes to that one.</p>
          ${form(`/confirm/${token}/again`, html`<div class="actions">${submitButton('Send a new mail')}</div>`)}`,
        branding,
      };
    case 'refused':
      return {
        title: 'This link is no longer good',
        status: 410,
        // not why: others may have the mail
        body: html`<p>There is nothing to confirm, and nothing was changed.</p>
          <p>If you want mail of ${branding.name}, write to the sender.</p>`,
        branding,
      };
    case 'cancelled':
      return {
        title: 'This link is no longer good',
        status: 410,
        body: html`<p>The request was taken back, so there is nothing to confirm. To get the mails, sign up again.</p>`,
        branding,
      };
  }
}

export function confirmedPage(link: OptInLink, branding: PageBranding): PublicPage {
  return {
    title: 'Thank you',
    body: html`<p>
      You will get “${link.to}”. You can close this page, and stop the mails at any time by a link in each of them.
    </p>`,
    branding,
  };
}

/** The same whether there is something to confirm or not. */
export function askedAgainPage(branding: PageBranding): PublicPage {
  return {
    title: 'Look into your inbox',
    body: html`<p>
      If there is something to confirm, a new mail is on its way. It can take a few minutes; look into the spam folder
      too.
    </p>`,
    branding,
  };
}
