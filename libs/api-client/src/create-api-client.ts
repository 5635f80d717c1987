import createClient, { type Client } from 'openapi-fetch';
import { ApiProblem, readProblem } from './api-problem.js';
import type { paths } from './schema.js';

export type ApiClient = Client<paths>;

export interface ApiClientOptions {
  /** Origin of the API without a path, such as `http://127.0.0.1:3001`. */
  baseUrl: string;
  /** Sent with every call: `Authorization: Bearer <API key>`, or the `Cookie` of a signed-in browser. */
  headers?: Record<string, string>;
  /** Replaces the global fetch, in tests or to add tracing. */
  fetch?: (request: Request) => Promise<Response>;
}

/**
 * A client whose paths, parameters, bodies and answers are typed by the OpenAPI document.
 * Every call rejects with an {@link ApiProblem} when the API answers with an error.
 */
export function createApiClient({ baseUrl, headers, fetch }: ApiClientOptions): ApiClient {
  const client = createClient<paths>({ baseUrl, ...(headers && { headers }), ...(fetch && { fetch }) });
  client.use({
    async onResponse({ response }) {
      if (!response.ok) throw new ApiProblem(await readProblem(response));
    },
  });
  return client;
}

/**
 * The data of a call: `const me = await answer(api.GET('/api/v1/me'))`.
 * Errors were thrown by then, so what is left is the success (undefined for an answer without content).
 */
export async function answer<T>(call: Promise<{ data?: T; response: Response }>): Promise<T> {
  const { data } = await call;
  return data as T;
}
