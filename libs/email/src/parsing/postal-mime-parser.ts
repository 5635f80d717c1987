import type { MailContext, MailHeader, MailParser, ParsedMail, Recognised } from '@dripemails/application';
import PostalMime, { addressParser, type Address, type Attachment, type Email } from 'postal-mime';
import { rawFields, readable } from './header-section.js';
import { recogniseMail } from './recognise-mail.js';
import { sanitizeMailHtml, type InlineImages } from './sanitize-mail-html.js';

/** Bytes of a mail that are parsed; the default of what our SMTP app takes. */
const PARSED_LIMIT = 10 * 1024 * 1024;
/** Characters of text that are shown. */
const TEXT_LIMIT = 512 * 1024;
/** RFC 5322 2.1.1: no line is longer, and no index over the field has to hold more. */
const LINE_LIMIT = 998;
/** Bytes of a picture that is shown within the mail. */
const INLINE_IMAGE_BYTES = 150_000;

/** Reads mails with postal-mime; the header, which every mail that comes in needs, without it. */
export class PostalMimeParser implements MailParser {
  async parseHeader(raw: Uint8Array): Promise<MailHeader> {
    const fields = new Map<string, string>();
    for (const { name, value } of rawFields(raw)) {
      const key = name.toLowerCase();
      // Of a field that must be there once (RFC 5322 3.6), the first: that is the one that mail programs show.
      if (!fields.has(key)) fields.set(key, value);
    }
    const messageId = readable(fields.get('message-id') ?? '');
    return {
      from: mailboxOf(fields.get('from') ?? ''),
      // Cut before decoding too: an encoded character takes up to 27 others.
      subject: readable((fields.get('subject') ?? '').slice(0, 30 * LINE_LIMIT)).slice(0, LINE_LIMIT),
      messageId: messageId === '' || messageId.length > LINE_LIMIT ? null : messageId,
    };
  }

  async recognise(raw: Uint8Array, context: MailContext): Promise<Recognised> {
    return await recogniseMail(raw, context);
  }

  async parse(raw: Uint8Array): Promise<ParsedMail> {
    const headers = rawFields(raw).map(({ name, value }) => ({ name, value: readable(value) }));
    const mail = await emailOf(raw.subarray(0, PARSED_LIMIT));
    if (mail === null) return { html: null, text: null, headers, attachments: [] };
    return {
      html: mail.html === undefined ? null : sanitizeMailHtml(mail.html, inlineImagesOf(mail.attachments)),
      text: mail.text === undefined ? null : mail.text.replaceAll('\0', '').slice(0, TEXT_LIMIT),
      headers,
      attachments: mail.attachments.map((attachment) => ({
        filename: readable(attachment.filename ?? 'unnamed'),
        contentType: attachment.mimeType,
        size: bytesOf(attachment).length,
      })),
    };
  }
}

async function emailOf(raw: Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(raw, { maxNestingDepth: 50, maxRfc822NestingDepth: 3, forceRfc822Attachments: true });
  } catch {
    // It gives up on parts nested too deep, which nobody writes by accident; the header and the raw bytes can still be read.
    return null;
  }
}

/** The author as people write it, `Ada Lovelace <ada@example.net>`. Quotes keep a name from passing as an address. */
function mailboxOf(field: string): string {
  const first: Address | undefined = addressParser(field.slice(0, LINE_LIMIT), { flatten: true })[0];
  const address = first?.address;
  if (first === undefined || address === undefined || address === '') return readable(field).slice(0, LINE_LIMIT);
  const name = readable(first.name);
  if (name === '') return readable(address);
  const shown = /[<>@,;:"\\()[\]]/.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : name;
  return `${shown} <${readable(address)}>`;
}

function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

function inlineImagesOf(attachments: readonly Attachment[]): InlineImages {
  return (contentId) => {
    const image = attachments.find((attachment) => attachment.contentId === `<${contentId}>`);
    if (image === undefined) return undefined;
    const bytes = bytesOf(image);
    if (bytes.length > INLINE_IMAGE_BYTES) return undefined;
    return `data:${image.mimeType};base64,${Buffer.from(bytes).toString('base64')}`;
  };
}
