import { DomainError } from '@dripemails/domain';

/** RFC 5322 3.6.8 allows more, but no field that anybody uses has it. */
const FIELD_NAME = /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/;
/** Whatever could end a field and begin another, and what no field may hold (RFC 5322 2.2); a tab is white space. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000a-\u001f\u007f\u2028\u2029]/;

/** Fields that come from the mail's own parts; a second one of them would contradict the first. */
const COMPOSED = new Set(['from', 'to', 'cc', 'bcc', 'reply-to', 'subject', 'date', 'message-id', 'mime-version']);

const invalid = (path: string, message: string): DomainError =>
  new DomainError('input.invalid', message, [{ path, message }]);

/** The same value, if it can stand in a header field. @throws DomainError `input.invalid` */
export function fieldValue(value: string, path: string): string {
  if (FORBIDDEN.test(value)) throw invalid(path, `The header field ${path} has a line break or a control character.`);
  return value;
}

/**
 * Further header fields of a mail, checked: no line breaks, which would smuggle in fields of their own, and none of the
 * fields that the mail itself sets.
 * @throws DomainError `input.invalid`
 */
export function checkedFields(fields: Readonly<Record<string, string>>): [name: string, value: string][] {
  return Object.entries(fields).map(([name, value]) => {
    const path = `headers.${name.slice(0, 100)}`;
    if (!FIELD_NAME.test(name)) throw invalid('headers', 'A header field has a name that no field can have.');
    if (COMPOSED.has(name.toLowerCase()) || /^content-/i.test(name)) {
      throw invalid(path, `The header field ${name} comes from the mail itself and cannot be set besides.`);
    }
    return [name, fieldValue(value, path)];
  });
}
