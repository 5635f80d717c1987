import { answer, ApiProblem, createApiClient, type ApiClient } from '@dripemails/api-client';
import { data, redirect } from '@remix-run/node';
import { environment } from '../environment.server';
import type { Refusal } from './refusal';
import { redirectWithToast } from './toast.server';

/** The API did not take the connection at all: the same shape as its own problems, so that pages and forms can explain it. */
const unreachable = () =>
  new ApiProblem({
    type: 'about:blank',
    title: 'The server does not answer',
    status: 503,
    detail: 'The API could not be reached. It may be starting; try again in a moment.',
    instance: '',
    code: 'web.api_unreachable',
    requestId: '',
    errors: [],
  });

/**
 * The API as the user of `request`: the browser's cookie goes along.
 * When the session is over, the call throws a redirect to the sign-in page that leads back here.
 */
export function apiFor(request: Request): ApiClient {
  const cookie = request.headers.get('Cookie');
  return createApiClient({
    baseUrl: environment.API_URL,
    headers: { Origin: environment.WEB_URL, ...(cookie && { Cookie: cookie }) },
    fetch: async (call) => {
      const response = await fetch(call).catch((error: unknown) => {
        if (call.signal.aborted) throw error;
        throw unreachable();
      });
      if (response.status === 401) throw signInFirst(request);
      return response;
    },
  });
}

/** Thrown in place of a page when nobody is signed in. After an action the way back is the page that held the form. */
function signInFirst(request: Request): Response {
  const here = new URL(request.url);
  const referer = request.headers.get('Referer');
  const back = request.method === 'GET' || !referer || !URL.canParse(referer) ? here : new URL(referer);
  return redirect(
    `/sign-in?to=${encodeURIComponent(back.pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/') + back.search)}`,
  );
}

/** For loaders: the data, or the problem thrown as a response so that the error boundary can show its words. */
export async function load<T>(call: Promise<{ data?: T; response: Response }>): Promise<T> {
  try {
    return await answer(call);
  } catch (error) {
    if (error instanceof ApiProblem) throw data(error.problem, { status: error.status });
    throw error;
  }
}

/** For routes that answer with a file: the same, thrown as plain words, because no page of ours shows them. */
export async function loadFile<T>(call: Promise<{ data?: T; response: Response }>): Promise<T> {
  try {
    return await answer(call);
  } catch (error) {
    if (error instanceof ApiProblem) throw new Response(error.message, { status: error.status });
    throw error;
  }
}

type Attempt<T> =
  { ok: T; refusal?: undefined; status?: undefined } | { ok?: undefined; refusal: Refusal; status: number };

/** For actions: runs the calls and turns a problem into words for the form, so that what was typed stays on the page. */
export async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: await work() };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const fields: Record<string, string[]> = {};
    for (const { path, message } of error.problem.errors) (fields[path] ??= []).push(message);
    return { refusal: { message: wordsOf(error.problem), fields }, status: error.status };
  }
}

/** A body that does not fit its schema is a matter of programs; to a person it is fields of a form. */
function wordsOf({ code, detail, title, errors }: ApiProblem['problem']): string {
  if (code !== 'request.invalid' || errors.length === 0) return detail || title;
  return errors.length === 1 ? 'One thing needs your attention.' : `${errors.length} things need your attention.`;
}

/** For the actions behind dialogs: does the work, then leads back with a sentence about what was done, or gives the refusal to the dialog. */
export async function finish<T>(work: () => Promise<T>, back: string, words: (done: T) => string) {
  const { ok, refusal, status } = await attempt(work);
  if (refusal) return data({ refusal }, status);
  return redirectWithToast(back, words(ok as T));
}
