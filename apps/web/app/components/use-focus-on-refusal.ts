import { useEffect, type RefObject } from 'react';
import type { Refusal } from '../session/refusal';

/**
 * A long form that was refused leads to what is wrong: to the first field at fault, or else to the words above the form.
 * Otherwise nobody at its end would see that anything happened.
 */
export function useFocusOnRefusal(form: RefObject<HTMLFormElement>, refusal: Refusal | undefined): void {
  useEffect(() => {
    if (!refusal || !form.current) return;
    const field = form.current.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (field) field.focus();
    else form.current.querySelector('[role="alert"]')?.scrollIntoView({ block: 'center' });
  }, [form, refusal]);
}
