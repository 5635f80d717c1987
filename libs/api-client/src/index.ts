export { createApiClient, answer, type ApiClient, type ApiClientOptions } from './create-api-client.js';
export { ApiProblem } from './api-problem.js';
export type { paths, components } from './schema.js';
