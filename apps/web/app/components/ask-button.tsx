import { Form, useLocation, useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { dialogParams } from './modal-dialog';
import { Button, type ButtonLook } from './button';

interface AskButtonProps {
  /** Which dialog to open: it is kept in the address as `?ask=`. */
  ask: string;
  /** What the dialog is about, when the page shows several things: kept as `?of=`. */
  of?: string;
  look?: ButtonLook;
  label?: string;
  className?: string;
  children: ReactNode;
}

/**
 * Opens a dialog by putting it into the address, beside the filters that are there.
 * So it works before JavaScript, the back button closes it, and its numbers come from the page's loader.
 */
export function AskButton({ ask, of, look, label, className, children }: AskButtonProps) {
  // Without an action the form would go to the route that renders it, which may be a layout above the open tab.
  const { pathname } = useLocation();
  const [params] = useSearchParams();
  const kept = [...params].filter(([name]) => !dialogParams.includes(name));
  return (
    <Form method="get" action={pathname} preventScrollReset className="contents">
      {kept.map(([name, value], index) => (
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      {of && <input type="hidden" name="of" value={of} />}
      <Button
        look={look ?? 'secondary'}
        name="ask"
        value={ask}
        aria-haspopup="dialog"
        {...(label && { 'aria-label': label })}
        {...(className && { className })}
      >
        {children}
      </Button>
    </Form>
  );
}
