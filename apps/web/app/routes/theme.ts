import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { safePath } from '../session/safe-path';
import { isTheme } from '../session/theme';
import { themeHeader } from '../session/theme.server';

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const theme = form.get('theme');
  const back = safePath(form.get('back'));
  return redirect(back, isTheme(theme) ? { headers: { 'Set-Cookie': await themeHeader(theme) } } : undefined);
}

export const loader = () => redirect('/');
