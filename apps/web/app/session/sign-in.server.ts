import { environment } from '../environment.server';

/** better-auth in the API owns sessions; this app only hands its cookies to the browser and back. */
const post = (path: string, init: { body: unknown; cookie?: string | null }) =>
  fetch(`${environment.API_URL}/api/auth/${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Origin: environment.WEB_URL,
      ...(init.cookie && { Cookie: init.cookie }),
    },
    body: JSON.stringify(init.body),
  });

/** The session cookies of a successful sign-in, or words for the form. */
export async function signIn(email: string, password: string): Promise<{ cookies: string[] } | { refused: string }> {
  const response = await post('sign-in/email', { body: { email, password } }).catch(() => null);
  if (!response || response.status >= 500)
    return { refused: 'The server does not answer at the moment. Try again shortly.' };
  if (response.status === 429) return { refused: 'Too many attempts. Wait a minute and try again.' };
  if (!response.ok) return { refused: 'That email and password do not belong together. Check both and try again.' };
  return { cookies: response.headers.getSetCookie() };
}

/** Ends the session and gives the cookies that clear it in the browser. */
export async function signOut(cookie: string | null): Promise<string[]> {
  const response = await post('sign-out', { body: {}, cookie }).catch(() => null);
  return response?.headers.getSetCookie() ?? [];
}
