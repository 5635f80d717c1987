/**
 * Proves that the import rules bite. Each case lints planted code under the name of a file that does not exist, with
 * the real configuration, and expects the named rule to report it.
 * Run: `node --test tools/lint/boundaries.spec.mjs`.
 */
import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const root = resolve(import.meta.dirname, '../..');
const BOUNDARY = '@nx/enforce-module-boundaries';
const IMPORTS = '@typescript-eslint/no-restricted-imports';
const uses = (what, from) => `import { ${what} } from '${from}';\nexport const planted: unknown = ${what};\n`;

/** Where the code is planted, the code, the rule that must report it, and words of its message. */
const VIOLATIONS = [
  ['domain on an adapter', 'libs/domain', uses('x', '@dripemails/persistence'), BOUNDARY, /layer:domain|Circular/],
  ['domain on zod', 'libs/domain', uses('z', 'zod'), BOUNDARY, /layer:domain/],
  ['domain on node', 'libs/domain', uses('readFileSync', 'node:fs'), IMPORTS, /pure/],
  ['application on Prisma', 'libs/application', uses('x', '@prisma/client'), BOUNDARY, /layer:application/],
  ['one adapter on another', 'libs/persistence', uses('x', '@dripemails/email'), BOUNDARY, /layer:adapter/],
  ['an app on an adapter', 'apps/smtp', uses('x', '@dripemails/persistence'), BOUNDARY, /layer:app/],
  ['an app on Prisma', 'apps/smtp', uses('x', '@prisma/client'), BOUNDARY, /layer:app/],
  ['product code on libs/testing', 'libs/email', uses('until', '@dripemails/testing'), BOUNDARY, /layer:adapter/],
  ['web on the application', 'apps/web', uses('x', '@dripemails/application'), BOUNDARY, /layer:web/],
  ['workflows on zod', 'libs/workflows', uses('z', 'zod'), BOUNDARY, /layer:workflow/],
  ['workflows on the client', 'libs/workflows', uses('Client', '@temporalio/client'), BOUNDARY, /layer:workflow/],
  [
    'workflows on contracts by value',
    'libs/workflows',
    uses('step', '@dripemails/contracts'),
    IMPORTS,
    /contracts\/work/,
  ],
  ['process.env', 'libs/email', 'export const planted = process.env;\n', 'no-restricted-properties', /libs\/platform/],
  ['console', 'libs/email', "console.log('planted');\n", 'no-console', /console/],
];
/** The same places, used rightly: a rule that refuses everything would pass the cases above. */
const ALLOWED = [
  ['an adapter on the application', 'libs/email', uses('x', '@dripemails/application')],
  ['workflows on contracts/workflow', 'libs/workflows', uses('TASK_QUEUE', '@dripemails/contracts/workflow')],
  ['workflows on a type of contracts', 'libs/workflows', "export type { Step } from '@dripemails/contracts';\n"],
  ['domain on temporal-polyfill', 'libs/domain', uses('Temporal', 'temporal-polyfill')],
];

describe('import rules', () => {
  // The planted files do not exist, so the checker has no types for them: the rules that need types stay out. All that
  // is proved here are the import rules, which read syntax and the project graph.
  const withoutTypes = tseslint.configs.disableTypeChecked;
  const eslint = new ESLint({ cwd: root, overrideConfig: withoutTypes });

  async function lint(project, code) {
    const filePath = join(root, project, project === 'apps/web' ? 'app' : 'src', '__planted__.ts');
    const [result] = await eslint.lintText(code, { filePath });
    assert.equal(result.fatalErrorCount, 0, JSON.stringify(result.messages));
    return result.messages;
  }

  for (const [name, project, code, rule, words] of VIOLATIONS) {
    it(`refuses ${name}`, async () => {
      const messages = await lint(project, code);
      const found = messages.find((message) => message.ruleId === rule && message.severity === 2);
      assert.ok(found, `${rule} is silent about:\n${code}It said: ${JSON.stringify(messages)}`);
      assert.match(found.message, words);
    });
  }
  for (const [name, project, code] of ALLOWED) {
    it(`allows ${name}`, async () => {
      assert.deepEqual(await lint(project, code), []);
    });
  }
});
