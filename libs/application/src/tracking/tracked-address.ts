import type { TextTokens, Tokens } from '../message/token-port.js';

/** What a reader did with a mail, as a signed address says. */
export type Activity =
  | { readonly kind: 'opened'; readonly messageRowId: string }
  | { readonly kind: 'clicked'; readonly messageRowId: string; readonly url: string };

/**
 * Characters of a tracked link, which is longer by a third than what it leads to. Mail programs and proxies cut addresses
 * from about 2,000 on, so a link that would become longer goes out as it was written.
 */
const LONGEST_LINK = 2000;

/** Signed addresses in a mail that tell us when it is opened and its links are followed. */
export class TrackedAddresses {
  /** @param apiUrl origin of the API */
  constructor(
    private readonly tokens: Tokens & TextTokens,
    private readonly apiUrl: string,
  ) {}

  /** Where the invisible picture of a mail is. */
  pixel(messageRowId: string): string {
    return `${this.apiUrl}/o/${this.tokens.sign('open', messageRowId)}.gif`;
  }

  /** Where a link of a mail leads instead of to `url`; null where it has to stay as it is. */
  link(messageRowId: string, url: string): string | null {
    // unsubscribing must work whatever happens to tracking, and what is tracked already is tracked once
    const isOurs = url.startsWith(`${this.apiUrl}/u/`) || url.startsWith(`${this.apiUrl}/c/`);
    if (isOurs || !isWebUrl(url)) return null;
    const link = `${this.apiUrl}/c/${this.tokens.signText('click', JSON.stringify([messageRowId, url]))}`;
    return link.length > LONGEST_LINK ? null : link;
  }
}

/** Reads `<token>` or `<token>.gif` of a pixel; null where it is none of ours. */
export function readPixel(tokens: Tokens, segment: string): Activity | null {
  const messageRowId = tokens.verify('open', segment.replace(/\.gif$/i, ''));
  return messageRowId === null ? null : { kind: 'opened', messageRowId };
}

/** Reads what a tracked link signs; null where it is none of ours, so that nobody else can make us redirect. */
export function readLink(tokens: TextTokens, signed: string): (Activity & { kind: 'clicked' }) | null {
  const text = tokens.verifyText('click', signed);
  if (text === null) return null;
  // we signed it, so it is the pair that `link` wrote
  const [messageRowId, url] = JSON.parse(text) as [string, string];
  return { kind: 'clicked', messageRowId, url };
}

/** Whether a browser can be sent there: http or https, with a host. */
function isWebUrl(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
