import clsx from 'clsx';
import {
  forwardRef,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react';

interface FieldFrameProps {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  errors?: readonly string[] | undefined;
  className?: string | undefined;
  children: ReactNode;
}

const idsFor = (id: string, hint: ReactNode, errors: readonly string[] | undefined) => ({
  'aria-describedby':
    [hint ? `${id}-hint` : '', errors?.length ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined,
  'aria-invalid': errors?.length ? (true as const) : undefined,
});

function FieldFrame({ id, label, hint, errors, className, children }: FieldFrameProps) {
  return (
    <div className={clsx('min-w-0', className)}>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-xs text-text-quiet">
          {hint}
        </p>
      )}
      {errors?.length ? (
        <p
          id={`${id}-error`}
          className="mt-1 text-xs font-medium text-bad break-words whitespace-pre-line first-letter:uppercase"
        >
          {errors.join('\n')}
        </p>
      ) : null}
    </div>
  );
}

type Common = {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  errors?: readonly string[] | undefined;
  frameClassName?: string;
};

/** A labelled input with its hint and its errors tied to it. */
export function TextField({
  id,
  label,
  hint,
  errors,
  frameClassName,
  className,
  ...input
}: Common & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <FieldFrame id={id} label={label} hint={hint} errors={errors} className={frameClassName}>
      <input id={id} className={clsx('input', className)} {...idsFor(id, hint, errors)} {...input} />
    </FieldFrame>
  );
}

export function SelectField({
  id,
  label,
  hint,
  errors,
  frameClassName,
  className,
  ...select
}: Common & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <FieldFrame id={id} label={label} hint={hint} errors={errors} className={frameClassName}>
      <select id={id} className={clsx('input', className)} {...idsFor(id, hint, errors)} {...select} />
    </FieldFrame>
  );
}

export const TextAreaField = forwardRef<HTMLTextAreaElement, Common & TextareaHTMLAttributes<HTMLTextAreaElement>>(
  function TextAreaField({ id, label, hint, errors, frameClassName, className, ...area }, ref) {
    return (
      <FieldFrame id={id} label={label} hint={hint} errors={errors} className={frameClassName}>
        <textarea ref={ref} id={id} className={clsx('input', className)} {...idsFor(id, hint, errors)} {...area} />
      </FieldFrame>
    );
  },
);
