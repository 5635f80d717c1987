import { createHash } from 'node:crypto';
import type { OutgoingMessage } from '@dripemails/application';
import { DomainError, parseEmailAddress } from '@dripemails/domain';
import * as base64 from 'nodemailer/lib/base64';
import MimeNode from 'nodemailer/lib/mime-node';
import * as quotedPrintable from 'nodemailer/lib/qp';
import { checkedFields } from '../headers/header-field.js';

const MESSAGE_ID = /^<[^\s<>@]+@[^\s<>@]+>$/;
const CRLF = '\r\n';

/** A mail as it goes over the wire: who it is from and for, and its bytes. */
export interface ComposedMail {
  readonly envelope: { readonly from: string; readonly to: string };
  readonly raw: Buffer;
}

/**
 * Builds the bytes of a mail: multipart/alternative, text first, in 7-bit lines. The same message gives the same bytes.
 *
 * The parts are encoded here and not streamed through nodemailer's composer, whose streams and random boundaries cost
 * three times as much per mail as all of this; its header encoder is used as it is.
 * @throws DomainError `input.invalid` for an address or a header field that could mean another mail than this one
 */
export function composeMail(message: OutgoingMessage): ComposedMail {
  const envelope = {
    from: plainAddress(message.returnPath, 'returnPath'),
    to: plainAddress(message.to.email, 'to.email'),
  };
  if (!MESSAGE_ID.test(message.messageId)) throw invalid('messageId', 'The Message-ID is not of the form <id@domain>.');
  const options = { baseBoundary: createHash('sha256').update(message.messageId).digest('hex').slice(0, 24) };
  const root = new MimeNode('multipart/alternative', options);
  root.setHeader('From', mailbox(message.from, 'from.email'));
  root.setHeader('To', mailbox(message.to, 'to.email'));
  root.setHeader('Reply-To', mailbox({ name: '', email: message.replyTo }, 'replyTo'));
  root.setHeader('Subject', oneLine(message.subject));
  root.setHeader('Message-ID', message.messageId);
  root.setHeader('Date', message.date);
  for (const [name, value] of checkedFields(message.headers)) {
    // nodemailer would encode a whole value for a quote in it, and a List-Id with it. ASCII goes out as it was checked.
    const isAscii = /^[\t\x20-\x7e]*$/.test(value);
    root.addHeader(name, isAscii ? { prepared: true, foldLines: true, value } : value);
  }
  // The boundary is made together with the header.
  const header = root.buildHeaders();
  const boundary = `--${String(root.boundary)}`;
  const text = part(root, 'text/plain; charset=utf-8', message.text, options);
  const html = part(root, 'text/html; charset=utf-8', message.html, options);
  return {
    envelope,
    raw: Buffer.from([header, '', boundary, text, boundary, html, `${boundary}--`, ''].join(CRLF)),
  };
}

function part(root: MimeNode, contentType: string, content: string, options: { baseBoundary: string }): string {
  const lines = content.replace(/\r\n?|\n/g, CRLF);
  const node = root.createChild(contentType, options).setContent(lines);
  const header = node.buildHeaders();
  const encoding = node.getTransferEncoding();
  return `${header}${CRLF}${CRLF}${encoded(lines, encoding === false ? '7bit' : encoding)}`;
}

function encoded(content: string, encoding: string): string {
  if (encoding === 'quoted-printable') return quotedPrintable.wrap(quotedPrintable.encode(content), 76);
  if (encoding === 'base64') return base64.wrap(base64.encode(content), 76);
  return content;
}

/**
 * An address that means one mailbox and nothing else. nodemailer would repair what is not one, and so deliver to
 * whatever is hidden in it.
 */
function plainAddress(address: string, path: string): string {
  const parsed = parseEmailAddress(address);
  if (parsed.toLowerCase() !== address.toLowerCase())
    throw invalid(path, 'The mail address has spaces around it or is not normalised.');
  return address;
}

function mailbox({ name, email }: { name: string; email: string }, path: string): { name: string; address: string } {
  return { name: oneLine(name), address: plainAddress(email, path) };
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function invalid(path: string, message: string): DomainError {
  return new DomainError('input.invalid', message, [{ path, message }]);
}
