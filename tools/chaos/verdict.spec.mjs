// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isKept, judge } from './verdict.mjs';

const ADDRESS = 'reader1@chaos.example';
const WAYS = [
  ['welcome', 'arm-a', 'last'],
  ['welcome', 'arm-b', 'last'],
];
const mail = (/** @type {string} */ step, id = step) => ({
  ...{ messageId: `<${id}@x.example>`, to: ADDRESS, subject: `[${step}] Hello Reader1` },
});
const unknown = (/** @type {string} */ stepId) => ({
  id: '1',
  to: ADDRESS,
  stepId,
  messageId: `<${stepId}@x.example>`,
});

/** @param {ReturnType<typeof mail>[]} mails @param {ReturnType<typeof unknown>[]} unknownRows */
const judgeOne = (mails, unknownRows = []) => judge({ people: [{ address: ADDRESS, ways: WAYS }], mails, unknownRows });

describe('judge', () => {
  for (const arm of ['arm-a', 'arm-b'])
    it(`is content with either way (${arm})`, () => {
      const verdict = judgeOne([mail('welcome'), mail(arm), mail('last')]);
      assert.ok(isKept(verdict));
      assert.deepEqual([verdict.expected, verdict.sent, verdict.messageIds], [3, 3, 3]);
    });

  it('counts a mail that nobody got', () => {
    const verdict = judgeOne([mail('welcome'), mail('arm-b')]);
    assert.deepEqual([verdict.lost, verdict.sent, isKept(verdict)], [[`${ADDRESS}/last`], 2, false]);
  });

  it('counts what is lost of somebody who got nothing at all', () => {
    assert.deepEqual(
      judgeOne([]).lost,
      WAYS[0]?.map((step) => `${ADDRESS}/${step}`),
    );
  });

  it('counts a mail that came twice, whether by one Message-ID or by two', () => {
    const all = [mail('welcome'), mail('arm-a'), mail('last')];
    const same = judgeOne([...all, mail('last')]);
    assert.deepEqual([same.duplicated, same.duplicatedIds], [[`${ADDRESS}/last`], ['<last@x.example>']]);
    const other = judgeOne([...all, mail('last', 'again')]);
    assert.deepEqual([other.duplicated, other.duplicatedIds, isKept(other)], [[`${ADDRESS}/last`], [], false]);
  });

  it('does not let both arms pass', () => {
    const verdict = judgeOne([mail('welcome'), mail('arm-a'), mail('arm-b'), mail('last')]);
    assert.deepEqual(
      [verdict.unexpected.map(({ subject }) => subject), isKept(verdict)],
      [['[arm-b] Hello Reader1'], false],
    );
  });

  it('tells what is unknown from what is lost, and whether it arrived', () => {
    const verdict = judgeOne([mail('welcome'), mail('arm-a')], [unknown('last'), unknown('welcome')]);
    assert.ok(isKept(verdict));
    assert.deepEqual(
      verdict.unknown.map(({ isAtSink }) => isAtSink),
      [false, true],
    );
  });

  it('sees mails that are none of the drip, for somebody else, or by the name of another', () => {
    const strange = [
      { ...mail('welcome'), subject: 'Buy now' },
      { ...mail('welcome'), to: 'reader2@chaos.example' },
      { ...mail('welcome'), to: 'reader2@chaos.example', subject: '[welcome] Hello Reader2' },
    ];
    assert.equal(judgeOne(strange).unexpected.length, 3);
  });
});
