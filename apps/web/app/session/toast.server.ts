import { createCookie, redirect } from '@remix-run/node';
import { z } from 'zod';

const toastSchema = z.object({ id: z.string(), text: z.string() });
/** A sentence shown once on the next page: "Paused. 412 people stay where they are." */
export type Toast = z.infer<typeof toastSchema>;

const toastCookie = createCookie('toast', { path: '/', sameSite: 'lax', httpOnly: true, maxAge: 60 });

export async function readToast(request: Request): Promise<Toast | null> {
  const parsed = toastSchema.safeParse(await toastCookie.parse(request.headers.get('Cookie')));
  return parsed.success ? parsed.data : null;
}

export const clearToast = () => toastCookie.serialize('', { maxAge: 0 });

/** Redirects after a successful action and says on the next page what was done. */
export async function redirectWithToast(to: string, text: string) {
  return redirect(to, {
    headers: { 'Set-Cookie': await toastCookie.serialize({ id: crypto.randomUUID(), text } satisfies Toast) },
  });
}
