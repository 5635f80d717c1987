import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tally } from './jest-stage.mjs';

const ended = { ok: true, why: 'exit 0', tail: '' };
const test = (status, message = '') => ({ status, fullName: `it ${status}`, failureMessages: [message] });
function report(assertionResults, { status = 'passed', message = '' } = {}) {
  const count = (word) => assertionResults.filter((one) => one.status === word).length;
  return {
    numTotalTests: assertionResults.length,
    numPassedTests: count('passed'),
    numPendingTests: count('pending'),
    numTodoTests: count('todo'),
    testResults: [{ name: 'x.spec.ts', status, message, assertionResults }],
  };
}

describe('tally', () => {
  it('counts what passed, failed and was skipped, and shows the failure', () => {
    const tests = [test('passed'), test('passed'), test('failed', 'expected 1'), test('pending'), test('todo')];
    const {
      passed,
      failed,
      skipped,
      report: shown,
    } = tally(report(tests, { status: 'failed' }), { ...ended, ok: false });
    assert.deepEqual({ passed, failed, skipped }, { passed: 2, failed: 1, skipped: 2 });
    assert.match(shown, /x\.spec\.ts\n {2}it failed\n {4}expected 1/);
  });

  it('counts a spec file that could not run as one failure', () => {
    const result = tally(report([], { status: 'failed', message: 'Cannot find module' }), { ...ended, ok: false });
    assert.equal(result.failed, 1);
    assert.match(result.report, /Cannot find module/);
  });

  it('counts a run without a single test as a failure', () => {
    assert.equal(tally({ ...report([]), testResults: [] }, ended).failed, 1);
  });

  it('counts a run that ends badly although every test passed', () => {
    const result = tally(report([test('passed')]), { ok: false, why: 'exit 1', tail: 'the teardown threw' });
    assert.equal(result.failed, 1);
    assert.match(result.report, /the teardown threw/);
  });
});
