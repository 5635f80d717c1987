import { Link, type LinkProps } from '@remix-run/react';
import clsx from 'clsx';
import type { ButtonHTMLAttributes } from 'react';

export type ButtonLook = 'primary' | 'secondary' | 'danger' | 'quiet';

const looks: Record<ButtonLook, string> = {
  primary: 'bg-accent text-accent-text border-transparent hover:bg-accent-hover',
  secondary: 'bg-surface-raised text-text border-line-strong hover:bg-surface-hover',
  danger: 'bg-bad text-bad-text border-transparent hover:bg-bad-hover',
  quiet: 'bg-transparent text-text-quiet border-transparent hover:bg-surface-hover hover:text-text',
};

const shape =
  'inline-flex min-h-9 items-center justify-center gap-2 rounded border px-3 text-sm font-medium whitespace-nowrap transition-colors disabled:opacity-55 aria-disabled:opacity-55 [&>svg]:size-4 [&>svg]:flex-none';

export function buttonClass(look: ButtonLook, className?: string): string {
  return clsx(shape, looks[look], className);
}

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { look?: ButtonLook };

export function Button({ look = 'secondary', className, type = 'submit', ...rest }: ButtonProps) {
  return <button type={type} className={buttonClass(look, className)} {...rest} />;
}

export function LinkButton({ look = 'secondary', className, ...rest }: LinkProps & { look?: ButtonLook }) {
  return <Link className={buttonClass(look, className)} {...rest} />;
}
