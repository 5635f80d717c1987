import { DomainError, emailDomain, foldAddress, parseEmailAddress } from '@dripemails/domain';
import type { NewSuppression } from './suppression-port.js';

/**
 * An address in the form that subscribers have, so that one compares with the other.
 * @throws DomainError `input.invalid`
 */
export function parseSuppressedAddress(text: string): NewSuppression {
  return { kind: 'address', value: foldAddress(parseEmailAddress(text)) };
}

/**
 * A domain with or without `@` before it, in the form that the addresses of subscribers have.
 * @throws DomainError `input.invalid`
 */
export function parseSuppressedDomain(text: string): NewSuppression {
  const name = text.trim().replace(/^@/, '').replace(/\.$/, '');
  const isMailbox = name.includes('@');
  try {
    if (!isMailbox) return { kind: 'domain', value: emailDomain(parseEmailAddress(`a@${name}`)) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
  throw new DomainError('input.invalid', 'This is no domain: write it such as example.com.');
}

/** What a pasted text holds, line by line. */
export interface ParsedSuppressions {
  readonly entries: readonly NewSuppression[];
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
}

/**
 * Reads one address or `@domain` a line. In CSV the first cell that is one counts; a first line without any is taken as
 * the header. Empty lines say nothing. The same entry twice is one.
 */
export function parseSuppressionText(text: string): ParsedSuppressions {
  const entries = new Map<string, NewSuppression>();
  const rejected: { line: number; reason: string }[] = [];
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .forEach((content, index) => {
      if (content.trim() === '') return;
      const found = entryIn(content);
      if (found !== null) entries.set(`${found.kind} ${found.value}`, found);
      else if (index > 0)
        rejected.push({ line: index + 1, reason: 'There is no email address or @domain in this line.' });
    });
  return { entries: [...entries.values()], rejected };
}

function entryIn(line: string): NewSuppression | null {
  for (const cell of line.split(/[,;\t]/)) {
    const text = cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim();
    if (!text.includes('@')) continue;
    try {
      return text.startsWith('@') ? parseSuppressedDomain(text) : parseSuppressedAddress(text);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return null;
}
