import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@dripemails/domain';
import { composeMail } from '../transport/compose-mail.js';
import { marketingHeaders, type MarketingHeaderInput } from './marketing-headers.js';

const input: MarketingHeaderInput = {
  unsubscribeUrl: `https://mail.example.com/u/${'0a'.repeat(26)}`,
  unsubscribeMailto: 'u+0a@in.example.com',
  listId: { name: 'Welcome series', domain: 'welcome.in.example.com' },
  feedbackId: 'seq:ws:sequence:drip',
};

/** The unfolded fields as they go over the wire. */
function wireFields(headers: Record<string, string>): string[] {
  const { raw } = composeMail({
    messageId: '<1@example.com>',
    date: new Date(0),
    from: { name: '', email: 'a@example.com' },
    to: { name: '', email: 'b@example.com' },
    replyTo: 'r@example.com',
    returnPath: 'b@example.com',
    subject: 's',
    html: 'h',
    text: 't',
    headers,
  });
  return raw
    .toString()
    .split('\r\n\r\n', 1)
    .join()
    .replace(/\r\n(?=[ \t])/g, '')
    .split('\r\n');
}

describe(marketingHeaders.name, () => {
  it('says how to unsubscribe, which list it is and that a machine sent it', () => {
    expect(wireFields(marketingHeaders(input))).toEqual(
      expect.arrayContaining([
        `List-Unsubscribe: <${input.unsubscribeUrl}>, <mailto:u+0a@in.example.com?subject=unsubscribe>`,
        'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
        'List-ID: "Welcome series" <welcome.in.example.com>',
        'Feedback-ID: seq:ws:sequence:drip',
        'Auto-Submitted: auto-generated',
        'Precedence: bulk',
      ]),
    );
  });

  it('asks for no receipts, but lets bounces and out-of-office answers come', () => {
    expect(marketingHeaders(input)['X-Auto-Response-Suppress']).toBe('DR, RN, NRN');
  });

  it('goes without an address to mail to', () => {
    expect(marketingHeaders({ ...input, unsubscribeMailto: null })['List-Unsubscribe']).toBe(
      `<${input.unsubscribeUrl}>`,
    );
  });

  it.each([
    ['Grüße', '=?UTF-8?Q?Gr=C3=BC=C3=9Fe?= <welcome.in.example.com>'],
    ['a "b" \\', '"a \\"b\\" \\\\" <welcome.in.example.com>'],
    ['', '<welcome.in.example.com>'],
    ['x\r\nBcc: y', '"x Bcc: y" <welcome.in.example.com>'],
  ])('writes the list name %j so that the id stays readable', (name, expected) => {
    expect(wireFields(marketingHeaders({ ...input, listId: { ...input.listId, name } }))).toContain(
      `List-ID: ${expected}`,
    );
  });

  it.each<[string, Partial<MarketingHeaderInput>]>([
    ['an address with a line break', { unsubscribeUrl: 'https://x.example/\r\nBcc: y' }],
    ['an address that ends the field', { unsubscribeUrl: 'https://x.example/>,<mailto:evil@example.com' }],
    ['a script', { unsubscribeUrl: 'javascript:alert(1)' }],
    ['a mail address with more in it', { unsubscribeMailto: 'a@b.example?cc=c@d.example' }],
    ['a list id that is none', { listId: { name: 'x', domain: 'a b' } }],
    ['a feedback id with a line break', { feedbackId: 'a\nb' }],
  ])('refuses %s', (_what, change) => {
    expect(() => marketingHeaders({ ...input, ...change })).toThrow(DomainError);
  });
});
