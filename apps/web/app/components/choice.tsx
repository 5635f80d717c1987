import { useId, type InputHTMLAttributes, type ReactNode } from 'react';

type ChoiceProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'id'> & {
  label: ReactNode;
  hint?: ReactNode;
  children?: ReactNode;
};

/** One radio of a group, with a sentence that says what choosing it will do. Put several into a fieldset with a legend. */
export function Choice({ label, hint, children, ...input }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-3 rounded border border-line p-3 has-checked:border-accent has-checked:bg-accent-soft">
      <input
        id={id}
        type="radio"
        className="mt-1 size-4 accent-accent"
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        {...input}
      />
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="block font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-text-quiet">
            {hint}
          </p>
        )}
        {children}
      </div>
    </div>
  );
}
