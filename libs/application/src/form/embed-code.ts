import type { FormField } from '@dripemails/contracts';
import { escapeHtml } from '@dripemails/domain';

/** Name of the input that only machines fill in. */
export const TRAP_FIELD = 'website';

const input = ({ target, label, required }: FormField): string => {
  const type = target === 'email' ? 'email' : 'text';
  return `  <p><label>${escapeHtml(label)} <input type="${type}" name="${escapeHtml(target)}"${required || target === 'email' ? ' required' : ''}></label></p>`;
};

/**
 * What somebody puts into a page of their own: a plain form that posts to the hosted page and works without scripts, or
 * the hosted page in a frame.
 */
export function embedCode(
  form: { title: string; fields: readonly FormField[]; submitLabel: string; consentText: string; width: number },
  hostedUrl: string,
): { html: string; iframe: string } {
  const url = escapeHtml(hostedUrl);
  const consent =
    form.consentText === ''
      ? []
      : [
          `  <p><label><input type="checkbox" name="consent" value="yes" required> ${escapeHtml(form.consentText)}</label></p>`,
        ];
  return {
    html: [
      `<form action="${url}" method="post">`,
      ...form.fields.map(input),
      ...consent,
      `  <p hidden><label>Leave this empty <input type="text" name="${TRAP_FIELD}" tabindex="-1" autocomplete="off"></label></p>`,
      `  <button type="submit">${escapeHtml(form.submitLabel)}</button>`,
      '</form>',
    ].join('\n'),
    iframe: `<iframe src="${url}" title="${escapeHtml(form.title)}" style="width:100%;max-width:${form.width}px;height:${240 + form.fields.length * 90}px;border:0"></iframe>`,
  };
}
