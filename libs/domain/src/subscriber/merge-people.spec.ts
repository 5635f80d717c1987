import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mergePeople, type MergeablePerson } from './merge-people.js';
import { parseLocale } from './locale.js';

const status = fc.constantFrom(
  ...(['unconfirmed', 'active', 'unsubscribed', 'bounced', 'complained', 'erased'] as const),
);
const text = fc.option(fc.constantFrom('', 'Ada', 'Bea'));
const person: fc.Arbitrary<MergeablePerson> = fc.record({
  ...{ firstName: text, lastName: text, timeZone: text, locale: text, status },
  fields: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.string(), fc.integer(), fc.constant(null))),
  mailPausedUntil: fc.option(fc.nat()),
  capPerWeek: fc.option(fc.integer({ min: 1, max: 9 })),
});

describe(mergePeople, () => {
  it('raises no consent: who is mailed afterwards was mailed under both profiles, and no more often', () => {
    fc.assert(
      fc.property(person, person, (into, from) => {
        const merged = mergePeople(into, from);
        if (merged.status === 'active') expect([into.status, from.status]).toEqual(['active', 'active']);
        expect([into.status, from.status]).toContain(merged.status);
        for (const { mailPausedUntil, capPerWeek } of [into, from]) {
          expect(merged.mailPausedUntil ?? 0).toBeGreaterThanOrEqual(mailPausedUntil ?? 0);
          expect(merged.capPerWeek ?? Infinity).toBeLessThanOrEqual(capPerWeek ?? Infinity);
        }
      }),
    );
  });

  it('loses nothing: what the first says stays, and what only the second says is taken over', () => {
    fc.assert(
      fc.property(person, person, (into, from) => {
        const merged = mergePeople(into, from);
        expect(merged.firstName).toBe(into.firstName ? into.firstName : from.firstName);
        for (const name of ['a', 'b', 'c']) {
          const [own, other] = [into.fields[name], from.fields[name]];
          const isBlank = own === undefined || own === null || own === '';
          expect(merged.fields[name]).toEqual(
            isBlank && other !== undefined ? other : isBlank ? merged.fields[name] : own,
          );
        }
      }),
    );
  });
});

describe(parseLocale, () => {
  it.each([
    ['de-at', 'de-AT'],
    ['en_US', 'en-US'],
    [' zh-hant-tw ', 'zh-Hant-TW'],
    ['german!', null],
    ['', null],
    ['d', null],
    [`de-${'x'.repeat(40)}`, null],
  ])('%j is %j', (text, tag) => expect(parseLocale(text)).toBe(tag));
});
