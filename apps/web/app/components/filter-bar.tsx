import { Form, useSearchParams, useSubmit } from '@remix-run/react';
import { Search } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { Button } from './button';

/** Typing asks for new results only after a pause of this length. */
const pauseMs = 250;

/**
 * A form of filters that live in the address. A change is applied at once; before JavaScript the button does it.
 * A new filter starts at the first page, so the cursor is not kept.
 */
export function FilterBar({ label, children }: { label: string; children: ReactNode }) {
  const submit = useSubmit();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  return (
    <Form
      method="get"
      role="search"
      aria-label={label}
      className="mb-4 flex flex-wrap items-end gap-2"
      onChange={(event) => {
        const form = event.currentTarget;
        clearTimeout(timer.current);
        timer.current = setTimeout(() => submit(form, { replace: true, preventScrollReset: true }), pauseMs);
      }}
    >
      {children}
      <noscript>
        <Button>Apply</Button>
      </noscript>
    </Form>
  );
}

export function SearchFilter({ label, name = 'query' }: { label: string; name?: string }) {
  const [params] = useSearchParams();
  return (
    <div className="relative min-w-0 flex-1 basis-56 sm:max-w-xs">
      <Search aria-hidden className="pointer-events-none absolute top-2.5 left-3 size-4 text-text-quiet" />
      <input
        key={params.get(name) === null ? 'empty' : 'kept'}
        type="search"
        name={name}
        aria-label={label}
        placeholder={label}
        defaultValue={params.get(name) ?? ''}
        maxLength={200}
        className="input pl-9"
      />
    </div>
  );
}

export function SelectFilter({
  label,
  name,
  any,
  options,
}: {
  label: string;
  name: string;
  any: string;
  options: readonly { value: string; label: string }[];
}) {
  const [params] = useSearchParams();
  const value = params.get(name) ?? '';
  return (
    <select key={value} name={name} aria-label={label} defaultValue={value} className="input w-auto max-w-full">
      <option value="">{any}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
