import { createCookie } from '@remix-run/node';
import { isTheme, type Theme } from './theme';

const yearSeconds = 31_536_000;
const themeCookie = createCookie('theme', { path: '/', sameSite: 'lax', httpOnly: true, maxAge: yearSeconds });

export async function readTheme(request: Request): Promise<Theme> {
  const value: unknown = await themeCookie.parse(request.headers.get('Cookie'));
  return isTheme(value) ? value : 'system';
}

export const themeHeader = (theme: Theme) => themeCookie.serialize(theme);
