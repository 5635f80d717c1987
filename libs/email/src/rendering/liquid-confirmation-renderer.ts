import type { ConfirmationData, ConfirmationRenderer, RenderedContent } from '@dripemails/application';
import { DomainError, escapeHtml } from '@dripemails/domain';
import type { Liquid } from 'liquidjs';
import { asDocument, SUBJECT_VARIABLE } from './html-document.js';
import { createHtmlEngine, createPlainEngine } from './liquid-engines.js';
import { placeholdersOf } from './placeholders.js';
import { textOfHtml, tidyText } from './text-template.js';

/** What is sent where a list has no mail of its own. */
const DEFAULT = {
  subject: 'Please confirm: {{ list.name }}',
  html: `<p>Hello{% if subscriber.firstName %} {{ subscriber.firstName }}{% endif %},</p>
<p>somebody, we hope you, asked for mail from {{ workspace.name }} to this address. Please confirm that you want it:</p>
<p><a href="{{ confirm_url }}">Yes, I want to get “{{ list.name }}”</a></p>
<p>If it was not you, do nothing: without a confirmation you get no such mail.</p>`,
} as const;

/**
 * Renders confirmation mails with the same engines as every mail, strict too. The footer says who sends it and from
 * where; there is nothing to unsubscribe from, and no link is tracked.
 */
export class LiquidConfirmationRenderer implements ConfirmationRenderer {
  private readonly htmlEngine = createHtmlEngine();
  private readonly plainEngine = createPlainEngine();

  render(
    template: { subject?: string | undefined; html?: string | undefined },
    data: ConfirmationData,
  ): RenderedContent {
    const subject = renderPart(this.plainEngine, 'subject', template.subject ?? DEFAULT.subject, data)
      .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
      .trim();
    const page = renderPart(this.htmlEngine, 'html', asDocument(template.html ?? DEFAULT.html), data, subject);
    if (!page.includes(escapeHtml(data.confirmUrl)) && !page.includes(data.confirmUrl))
      throw invalid('html', 'The mail has no link to confirm: put {{ confirm_url }} into it.');
    const footer = footerOf(data);
    return {
      subject,
      html: withFooter(page, footer),
      text: [tidyText(textOfHtml(page)), '', '-- ', ...footer].join('\n'),
    };
  }
}

function renderPart(
  engine: Liquid,
  name: 'subject' | 'html',
  source: string,
  data: ConfirmationData,
  subject?: string,
): string {
  try {
    const parsed = engine.parse(source);
    const { fields, locals } = placeholdersOf(engine, parsed);
    // without prototypes, so that no template reaches one
    const scope: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const local of locals) scope[local] = null;
    const known: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const field of fields) known[field] = null;
    scope['subscriber'] = { ...data.subscriber, fields: Object.assign(known, data.subscriber.fields) };
    scope['workspace'] = data.workspace;
    scope['list'] = data.list;
    scope['confirm_url'] = data.confirmUrl;
    // as placeholders of other mails are written
    scope['confirmUrl'] = data.confirmUrl;
    if (subject !== undefined) scope[SUBJECT_VARIABLE] = subject;
    return String(engine.renderSync(parsed, scope));
  } catch (error) {
    throw invalid(name, error instanceof Error ? error.message : String(error));
  }
}

function footerOf({ workspace }: ConfirmationData): string[] {
  const lines = workspace.postalAddress.split(/\r\n?|\n/).map((line) => line.trim());
  return [workspace.name, ...lines].filter((line) => line !== '');
}

function withFooter(html: string, lines: readonly string[]): string {
  const footer = `<div style="max-width:600px;margin:32px auto 0;padding:16px;border-top:1px solid #8888;font:12px/1.5 Helvetica,Arial,sans-serif;color:#767676">
${lines.map(escapeHtml).join('<br>\n')}
</div>
`;
  const end = html.toLowerCase().lastIndexOf('</body');
  return end === -1 ? `${html}\n${footer}` : html.slice(0, end) + footer + html.slice(end);
}

function invalid(path: 'subject' | 'html', reason: string): DomainError {
  const message = `The ${path === 'html' ? 'mail' : 'subject'} cannot be made from its template: ${reason}`;
  return new DomainError('template.invalid', message, [{ path: `confirmation.${path}`, message }]);
}
