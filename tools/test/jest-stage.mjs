import { readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root, run } from './command.mjs';

// Specs wait more than they compute, so that two cores take two workers.
const WORKERS = Math.max(2, availableParallelism() - 1);
const SHOWN_FAILURES = 20;
const SHOWN_LINES = 30;
const RUNNER_FRAME = /^\s+at .*(node_modules\/jest-|node:internal)/;

/**
 * Runs one kind of Jest project and answers its numbers.
 *
 * @param {{ name: string, projects: string[], timeoutMs: number, workers?: number, env?: Record<string, string> }} stage
 */
export async function runJest({ name, projects, timeoutMs, workers = WORKERS, env }) {
  const output = join(root, `tmp/test/${name}.json`);
  await rm(output, { force: true });
  const { ok, why, tail } = await run(
    [
      ...[process.execPath, join(root, 'tools/jest.mjs'), '--ci', '--json', '--outputFile', output],
      ...[`--maxWorkers=${workers}`, '--selectProjects', ...projects],
    ],
    { log: join(root, `tmp/test/${name}.log`), timeoutMs, env },
  );
  const text = await readFile(output, 'utf8').catch(() => undefined);
  if (text === undefined) return { passed: 0, failed: 1, skipped: 0, report: `${why}\n${tail}` };
  return tally(JSON.parse(text), { ok, why, tail });
}

/**
 * Numbers and failures of Jest's JSON report. A spec file that could not run counts as one failed test, and so do a
 * stage that ran no test at all and a run that ends badly although no test failed.
 */
export function tally(result, { ok, why, tail }) {
  const broken = result.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
  });
  const failures = [
    ...broken.map(({ name, message }) => describeFailure(name, message)),
    ...result.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === 'failed')
        .map((test) => describeFailure(`${name}\n  ${test.fullName}`, test.failureMessages.join('\n'))),
    ),
  ];
  if (result.numTotalTests === 0 && failures.length === 0) failures.push('No test ran.');
  if (!ok && failures.length === 0) failures.push(`${why}\n${tail}`);
  return {
    passed: result.numPassedTests,
    failed: failures.length,
    skipped: result.numPendingTests + result.numTodoTests,
    report: failures.slice(0, SHOWN_FAILURES).join('\n\n'),
  };
}

function describeFailure(title, message) {
  const lines = message.split('\n').filter((line) => !RUNNER_FRAME.test(line));
  const rest = lines.length > SHOWN_LINES ? [`… ${lines.length - SHOWN_LINES} more lines`] : [];
  return [
    title.replace(`${root}/`, ''),
    ...[...lines.slice(0, SHOWN_LINES), ...rest].map((line) => `    ${line}`),
  ].join('\n');
}
