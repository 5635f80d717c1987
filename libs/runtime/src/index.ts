export { createRuntime, type Runtime, type RuntimeConfig, type RuntimeOptions } from './create-runtime.js';
export type { UseCases } from './use-cases.js';
