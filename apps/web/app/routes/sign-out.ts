import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { signOut } from '../session/sign-in.server';

export async function action({ request }: ActionFunctionArgs) {
  const headers = new Headers();
  for (const cookie of await signOut(request.headers.get('Cookie'))) headers.append('Set-Cookie', cookie);
  return redirect('/sign-in', { headers });
}

export const loader = () => redirect('/');
