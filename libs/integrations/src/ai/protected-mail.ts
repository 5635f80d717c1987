import { protect, type ProtectedTemplate } from './protect.js';
import { restore } from './restore.js';

/** As the contract of an email step has it, in characters. */
const MAX_SUBJECT = 998;
const MAX_HTML = 500_000;

/** A mail on its way to a model and back. */
export class ProtectedMail {
  /** What the model is shown. */
  readonly masked: { readonly subject: string; readonly html: string };
  private readonly subject: ProtectedTemplate;
  private readonly html: ProtectedTemplate;

  constructor(private readonly mail: { readonly subject: string; readonly html: string }) {
    this.subject = protect(mail.subject, false);
    this.html = protect(mail.html, true, this.subject.places.size + 1);
    this.masked = { subject: this.subject.masked, html: this.html.masked };
  }

  /**
   * @returns the revised mail, whose Liquid, links, addresses and layout are those of the original; or what the answer
   *   did wrong, in words for the model
   */
  restore(answer: { subject: string; html: string }): { subject: string; html: string } | { problem: string } {
    const subject = restore(answer.subject.trim(), this.subject);
    if ('problem' in subject) return { problem: `The subject is wrong. ${subject.problem}` };
    const html = restore(answer.html, this.html);
    if ('problem' in html) return { problem: `The html is wrong. ${html.problem}` };
    if (subject.text.trim() === '') return { problem: 'The subject is empty.' };
    if (html.text.trim() === '' && this.mail.html.trim() !== '') return { problem: 'The html is empty.' };
    if (subject.text.length > MAX_SUBJECT || html.text.length > MAX_HTML) return { problem: 'It is far too long.' };
    return { subject: subject.text, html: html.text };
  }
}
