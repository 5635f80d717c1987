// @ts-check
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeRun, reportOf } from './report.mjs';

/** @type {import('./report.mjs').Run} */
const RUN = {
  options: { enrollments: 10, seed: 7, workers: 2, apis: 1, steps: 'branched', enroll: 'each' },
  verdict: {
    ...{ expected: 60, sent: 58, messageIds: 58, duplicated: ['a@x/first'], duplicatedIds: [], unexpected: [] },
    lost: Array.from({ length: 12 }, (_, index) => `${index}@x/last`),
    unknown: [{ id: '9', to: 'b@x', stepId: 'last', messageId: '<9@x>', isAtSink: true }],
  },
  ...{ enrolledTwice: ['c@x'], sinkLabel: 'the sink', temporalLabel: 'a server', seconds: 61.4, settleSeconds: 33 },
  faults: [
    { fault: 'kill-api', planned: 2, done: 1, interrupted: 4 },
    { fault: 'kill-temporal', planned: 2, done: 0, interrupted: 0, skipped: 'not ours' },
  ],
  settled: [
    { messageId: '1', verdict: 'accepted' },
    { messageId: '2', verdict: 'absent' },
    { messageId: '3', verdict: 'absent' },
  ],
  calls: { repeated: 5, abandoned: 1 },
  answered: 3,
  crashes: ['api-1 ended by itself (exit code 1)'],
  outcomes: { completed: 10 },
  load: { before: [1, 1, 1], after: [2, 2, 2] },
};

describe('describeRun', () => {
  const text = describeRun(RUN);
  it('has a line for each fault, also for one that is not possible', () => {
    assert.match(text, /^kill-api +2 +1 +4$/m);
    assert.match(text, /^kill-temporal +skipped: not ours$/m);
  });

  it('has the totals', () => {
    for (const line of [/expected +60/, /sent +58/, /lost +12/, /duplicated +1 /, /unknown +1 .*; 1 of them/])
      assert.match(text, line);
    assert.match(text, /3 mails: 1 found at the relay, 2 absent there and sent again, 0 unknown; .* 33 s after/);
  });

  it('shows some examples of a failure and says how many more there are', () => {
    assert.match(text, / {4}9@x\/last\n {4}… and 2 more/);
    assert.doesNotMatch(text, /10@x\/last/);
    for (const word of ['a@x/first', 'c@x', '<9@x>: at the sink', 'NOT BY US: api-1'])
      assert.ok(text.includes(word), word);
  });
});

describe('reportOf', () => {
  it('has numbers where the verdict has lists, and the lists whole', () => {
    const report = JSON.parse(JSON.stringify(reportOf(RUN)));
    const totals = { expected: 60, sent: 58, messageIds: 58, lost: 12, duplicated: 1 };
    assert.deepEqual(report.totals, { ...totals, duplicatedMessageIds: 0, unexpected: 0, unknown: 1 });
    assert.deepEqual(report.settled, { accepted: 1, absent: 2, unknown: 0 });
    assert.equal(report.details.lost.length, 12);
    assert.deepEqual([report.faults[0].done, report.options.seed], [1, 7]);
  });
});
