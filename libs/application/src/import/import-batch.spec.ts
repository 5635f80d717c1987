import { describe, expect, it } from '@jest/globals';
import { addressKey, Batch } from './import-batch.js';
import type { ImportPerson } from './import-port.js';

const encode = ({ line, wave, email }: ImportPerson) => `${line} ${wave} ${email}\n`;
const rest = { firstName: null, lastName: null, timeZone: null, locale: null, fields: {}, newId: 'id' };

function batchOf(...emails: string[]): Batch {
  const batch = new Batch(encode);
  for (const [line, email] of emails.entries()) batch.add({ ...rest, email, line }, addressKey(email));
  return batch;
}
const textOf = ({ people }: Batch) => Buffer.concat([...people]).toString();

describe(Batch, () => {
  it('puts repeated addresses into waves of their own, and counts each wave', () => {
    const batch = batchOf('a@example.com', 'A@example.com', 'b@example.com', 'a@EXAMPLE.com');
    expect(textOf(batch)).toBe('0 0 a@example.com\n1 1 A@example.com\n2 0 b@example.com\n3 2 a@EXAMPLE.com\n');
    expect(batch.waves).toEqual([2, 1, 1]);
  });

  it('counts the rows that it rejects among its size', () => {
    const batch = batchOf('a@example.com');
    batch.reject({ line: 1, reason: 'No address', row: 'x' });
    expect([batch.size, batch.waves]).toEqual([2, [1]]);
  });

  it('hands on everybody, in pieces that end with a person', () => {
    const emails = Array.from({ length: 5_000 }, (_, n) => `person${n}-ü@example.com`);
    const batch = batchOf(...emails);
    expect(batch.people.length).toBeGreaterThan(1);
    for (const piece of batch.people) expect(Buffer.from(piece).toString()).toMatch(/\n$/);
    expect(textOf(batch)).toBe(emails.map((email, line) => `${line} 0 ${email}\n`).join(''));
    // asking again repeats nobody
    expect(textOf(batch).split('\n')).toHaveLength(5_001);
  });

  it('tells whether two have an address in common, however it is written', () => {
    const batch = batchOf('a@example.com', 'bücher@example.com');
    expect(batch.meets(batchOf('c@example.com', 'BÜCHER@example.com'))).toBe(true);
    expect(batch.meets(batchOf('c@example.com'))).toBe(false);
  });

  it('takes no more than twenty rows of one address', () => {
    const batch = batchOf(...Array.from({ length: 20 }, () => 'a@example.com'));
    expect(batch.takes(addressKey('a@example.com'))).toBe(false);
    expect(batch.takes(addressKey('b@example.com'))).toBe(true);
  });
});
