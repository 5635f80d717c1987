export { createRuntime, type Runtime, type RuntimeOptions } from './create-runtime.js';
export type { UseCases } from './use-cases.js';
