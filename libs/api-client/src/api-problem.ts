import type { Problem } from '@dripemails/contracts';

/** An answer of the API that is not a success, with the problem document (RFC 9457) it carried. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
  }

  get status(): number {
    return this.problem.status;
  }
}

/**
 * Reads the problem document of an answer.
 * A proxy or a crashed server may answer with something else; that becomes a problem of the same shape, so that callers know one shape only.
 */
export async function readProblem(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const given: Partial<Problem> = typeof body === 'object' && body !== null ? body : {};
  return {
    type: given.type ?? 'about:blank',
    title: given.title ?? (response.statusText || `HTTP ${response.status}`),
    status: response.status,
    detail: given.detail ?? '',
    instance: given.instance ?? new URL(response.url || 'http://unknown/').pathname,
    code: given.code ?? `http.${response.status}`,
    requestId: given.requestId ?? response.headers.get('x-request-id') ?? '',
    errors: given.errors ?? [],
  };
}
