/**
 * `npm test`: on a fresh clone, installs, builds and proves everything, and ends with `N passed, N failed`.
 *
 *   node tools/test.mjs [--fast] [--only unit|int|e2e|lint]
 *
 * `--fast` leaves the browser out. The output of every stage is in tmp/test/<stage>.log. No stage stops the ones after
 * it, except a failed installation.
 */
import { parseArgs } from 'node:util';
import { stages } from './test/stages.mjs';

const KINDS = ['unit', 'int', 'e2e', 'lint'];

function chosenStages() {
  const { values } = parseArgs({ options: { fast: { type: 'boolean' }, only: { type: 'string' } } });
  if (values.only && !KINDS.includes(values.only)) throw new Error(`--only takes one of ${KINDS.join(', ')}`);
  return stages
    .filter(({ kinds }) => !values.only || kinds.includes(values.only))
    .filter(({ name }) => !(values.fast && name === 'e2e'));
}

const total = { passed: 0, failed: 0, skipped: 0 };
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
const indent = (text) => text.replace(/^/gm, '  | ');
const numbers = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

async function runStage(stage) {
  const startedAt = Date.now();
  process.stdout.write(`${stage.name.padEnd(12)} `);
  // What a stage throws is a fault of the stage, and a fault that counts.
  const result = await stage.run().catch((error) => ({ passed: 0, failed: 1, skipped: 0, report: error.stack }));
  for (const key of Object.keys(total)) total[key] += result[key];
  const word = result.failed > 0 ? 'FAILED' : 'ok';
  console.log(`${word.padEnd(6)} ${seconds(startedAt).padStart(8)}  ${numbers(result)}`);
  if (result.report) console.log(indent(result.report));
  return result.failed === 0;
}

async function main() {
  const startedAt = Date.now();
  for (const stage of chosenStages()) {
    const ok = await runStage(stage);
    if (!ok && stage.essential) break;
  }
  console.log(`\nin ${seconds(startedAt)}`);
  console.log(numbers(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
}

main().catch((error) => {
  console.error(error.message);
  console.log(numbers({ ...total, failed: total.failed + 1 }));
  process.exitCode = 1;
});
