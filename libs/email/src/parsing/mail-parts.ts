import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { headerBytes } from './header-section.js';

/** Bytes and lines of a mail that are looked at: reports come before the mail that they return, and each line costs. */
const LOOKED_AT = 128 * 1024;
const LINES_LOOKED_AT = 4_000;
const LF = 0x0a;
/** Characters of one text that are searched. */
const TEXT_LIMIT = 64 * 1024;

/** The parts of a mail that tell what it is. */
export interface MailParts {
  /** What a person would read, as plain text. */
  readonly text: string;
  /** `message/delivery-status` (RFC 3464 2.1, RFC 6533), each of them. */
  readonly deliveryStatus: readonly string[];
  /** `message/feedback-report` (RFC 5965 3). */
  readonly feedbackReport: string | null;
  /** Mails, or only their headers, that came along. */
  readonly returned: readonly string[];
}

/** Of a mail that nobody has to look into. */
export const NO_PARTS: MailParts = { text: '', deliveryStatus: [], feedbackReport: null, returned: [] };

/** Takes a mail apart. What cannot be parsed is one text as it came, so that rules of thumb still have something. */
export async function mailParts(raw: Uint8Array): Promise<MailParts> {
  const seen = beginningOf(raw);
  const mail = await parsed(seen);
  if (mail === null) return { text: textOf(seen), deliveryStatus: [], feedbackReport: null, returned: [] };
  const of = (pattern: RegExp): string[] =>
    mail.attachments.filter(({ mimeType }) => pattern.test(mimeType)).map((part) => textOf(bytesOf(part)));
  const text = mail.text ?? withoutTags(mail.html ?? '');
  // parts that a wrong boundary hides are one text as well
  const isHidden = text.trim() === '' && mail.attachments.length === 0;
  return {
    text: isHidden ? textOf(seen.subarray(headerBytes(seen).length)) : text.slice(0, TEXT_LIMIT),
    deliveryStatus: of(/^message\/(global-)?delivery-status$/i),
    feedbackReport: of(/^message\/feedback-report$/i)[0] ?? null,
    returned: of(/^(message\/(rfc822|global|partial)|(text|message)\/(rfc822|global)-headers?)$/i),
  };
}

function beginningOf(raw: Uint8Array): Uint8Array {
  const seen = raw.subarray(0, LOOKED_AT);
  let end = -1;
  for (let line = 0; line < LINES_LOOKED_AT; line += 1) {
    end = seen.indexOf(LF, end + 1);
    if (end === -1) return seen;
  }
  return seen.subarray(0, end + 1);
}

async function parsed(raw: Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(raw, { maxNestingDepth: 20, maxRfc822NestingDepth: 3, forceRfc822Attachments: true });
  } catch {
    // parts nested deeper than anybody writes by accident
    return null;
  }
}

function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, TEXT_LIMIT));
}

/** Rough, for searching alone; nothing of it is shown. */
function withoutTags(html: string): string {
  return html
    .slice(0, 4 * TEXT_LIMIT)
    .replace(/<(br|\/p|\/div|\/tr)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&nbsp;/gi, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/[ \t]+/g, ' ');
}
