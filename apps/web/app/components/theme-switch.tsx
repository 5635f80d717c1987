import { useFetcher, useLocation, useRouteLoaderData } from '@remix-run/react';
import { Monitor, Moon, Sun, type LucideIcon } from 'lucide-react';
import type { loader as rootLoader } from '../root';
import { isTheme, themes, type Theme } from '../session/theme';
import { Button } from './button';

const after: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const icons: Record<Theme, LucideIcon> = { system: Monitor, light: Sun, dark: Moon };
const words: Record<Theme, string> = { system: 'as the system', light: 'light', dark: 'dark' };

/** The chosen theme; while a change is on its way, the one that was asked for. */
export function useTheme(): Theme {
  const saved = useRouteLoaderData<typeof rootLoader>('root')?.theme ?? 'system';
  const asked = useFetcher({ key: 'theme' }).formData?.get('theme');
  return isTheme(asked) ? asked : saved;
}

/** One button that goes round: system, light, dark. */
export function ThemeSwitch() {
  const fetcher = useFetcher({ key: 'theme' });
  const { pathname, search } = useLocation();
  const theme = useTheme();
  const Icon = icons[theme];
  const label = `Theme: ${words[theme]}. Change to ${words[after[theme]]}`;
  return (
    <fetcher.Form method="post" action="/theme">
      <input type="hidden" name="back" value={pathname + search} />
      <Button look="quiet" className="px-2" name="theme" value={after[theme]} aria-label={label} title={label}>
        <Icon aria-hidden />
      </Button>
    </fetcher.Form>
  );
}

/** The three themes side by side, for the settings page and phones. */
export function ThemeChoice() {
  const fetcher = useFetcher({ key: 'theme' });
  const theme = useTheme();
  return (
    <fetcher.Form method="post" action="/theme">
      <input type="hidden" name="back" value="/settings" />
      <div role="group" aria-label="Theme" className="flex flex-wrap gap-2">
        {themes.map((one) => {
          const Icon = icons[one];
          return (
            <Button
              key={one}
              look={one === theme ? 'primary' : 'secondary'}
              name="theme"
              value={one}
              aria-pressed={one === theme}
            >
              <Icon aria-hidden />
              {one === 'system' ? 'As the system' : one === 'light' ? 'Light' : 'Dark'}
            </Button>
          );
        })}
      </div>
    </fetcher.Form>
  );
}
