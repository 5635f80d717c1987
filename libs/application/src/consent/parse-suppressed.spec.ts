import { describe, expect, it } from '@jest/globals';
import { parseSuppressedAddress, parseSuppressedDomain, parseSuppressionText } from './parse-suppressed.js';

describe(parseSuppressedAddress, () => {
  it('has one form for upper case, spaces and both spellings of a domain; a plus is part of the address', () => {
    expect(parseSuppressedAddress(' Ann@Example.COM ').value).toBe('ann@example.com');
    expect(parseSuppressedAddress('ann@xn--bcher-kva.example').value).toBe('ann@bücher.example');
    expect(parseSuppressedAddress('ann+news@example.com').value).toBe('ann+news@example.com');
  });
});

describe(parseSuppressedDomain, () => {
  it.each([
    ['Example.com', 'example.com'],
    ['@example.com', 'example.com'],
    ['example.com.', 'example.com'],
    ['xn--bcher-kva.example', 'bücher.example'],
  ])('takes %j', (text, value) => expect(parseSuppressedDomain(text)).toEqual({ kind: 'domain', value }));

  it.each(['com', 'ann@example.com', '@', '', 'a b.com', 'https://example.com'])('refuses %j', (text) => {
    expect(() => parseSuppressedDomain(text)).toThrow(expect.objectContaining({ code: 'input.invalid' }));
  });
});

describe(parseSuppressionText, () => {
  it('reads plain lines and CSV of any delimiter and line end, with or without a header', () => {
    const { entries, rejected } = parseSuppressionText(
      '\uFEFFname;email\r\nAnn;ANN@example.com\nBob,"bob@example.com"\rccc@example.com\n\n@spam.example\nann@example.com',
    );
    expect(entries).toEqual([
      { kind: 'address', value: 'ann@example.com' },
      { kind: 'address', value: 'bob@example.com' },
      { kind: 'address', value: 'ccc@example.com' },
      { kind: 'domain', value: 'spam.example' },
    ]);
    expect(rejected).toEqual([]);
  });

  it('names the lines that hold nothing', () => {
    const { entries, rejected } = parseSuppressionText('ann@example.com\nnobody\nx@y');
    expect(entries).toHaveLength(1);
    expect(rejected.map(({ line }) => line)).toEqual([2, 3]);
  });
});
