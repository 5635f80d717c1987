/**
 * What every Jest project shares: Jest 30 in ESM mode (run through tools/jest.mjs, which sets the Node flags), compiled
 * by swc, our own packages resolved to their sources through the export condition `@dripemails/source`.
 */

/**
 * ESM-only packages that a CommonJS dependency loads with `require()`. Node does that by itself from 20.19 on, Jest
 * only from Node 24.9 on, so here swc turns them into CommonJS for `require()`; an `import` still gets them as ESM.
 */
const ESM_REQUIRED_BY_COMMONJS = ['cookie'];

const swcOptions = (parser) => ({
  jsc: {
    parser,
    // As tsc does it: Nest injects by the types in the decorator metadata.
    transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
    target: 'es2022',
    keepClassNames: true,
  },
});

export default {
  testEnvironment: 'node',
  // For what hangs. Specs that wait do so by a condition with a deadline of its own, and a busy machine is no failure.
  testTimeout: 30_000,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  // Not 'import': CommonJS packages such as dedent would then be required as ESM.
  testEnvironmentOptions: { customExportConditions: ['@dripemails/source', 'node', 'node-addons'] },
  // Sources import './x.js', as Node wants it; on disk that is x.ts.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/build/'],
  transform: {
    '\\.ts$': ['@swc/jest', swcOptions({ syntax: 'typescript', decorators: true })],
    '\\.tsx$': ['@swc/jest', swcOptions({ syntax: 'typescript', tsx: true, decorators: true })],
    '\\.js$': ['@swc/jest', swcOptions({ syntax: 'ecmascript' })],
  },
  transformIgnorePatterns: [`/node_modules/(?!(.*/node_modules/)?(${ESM_REQUIRED_BY_COMMONJS.join('|')})/)`],
};
