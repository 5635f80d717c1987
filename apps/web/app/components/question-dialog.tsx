import { useFetcher, useLocation } from '@remix-run/react';
import { useId, type ReactNode } from 'react';
import type { Refusal } from '../session/refusal';
import { Button, type ButtonLook } from './button';
import { ModalDialog, useCloseTo } from './modal-dialog';
import { Notice } from './notice';

interface QuestionDialogProps {
  title: string;
  /** The page whose action does the work; that action finds `intent`, `back` and the fields of `children`. */
  action: string;
  intent: string;
  submit: string;
  busy: string;
  look?: ButtonLook;
  /** True when the work cannot be done; the children say why. */
  blocked?: boolean;
  children: ReactNode | ((refusal: Refusal | undefined) => ReactNode);
}

/** A dialog that asks before it does something. What the API refuses is told inside, and what was filled in stays. */
export function QuestionDialog({
  title,
  action,
  intent,
  submit,
  busy,
  look = 'primary',
  blocked = false,
  children,
}: QuestionDialogProps) {
  const fetcher = useFetcher<{ refusal?: Refusal }>();
  const formId = useId();
  const back = useCloseTo();
  const { key } = useLocation();
  const refusal = fetcher.data?.refusal;
  const isBusy = fetcher.state !== 'idle';
  return (
    <ModalDialog
      title={title}
      closeLabel={blocked ? 'Close' : 'Cancel'}
      actions={
        !blocked && (
          <Button
            form={formId}
            look={look}
            name="intent"
            value={intent}
            aria-disabled={isBusy || undefined}
            onClick={isBusy ? (event) => event.preventDefault() : undefined}
          >
            {isBusy ? busy : submit}
          </Button>
        )
      }
    >
      <fetcher.Form key={key} id={formId} method="post" action={action} className="space-y-4">
        <input type="hidden" name="back" value={back} />
        {refusal && <Notice tone="bad">{refusal.message}</Notice>}
        {typeof children === 'function' ? children(refusal) : children}
      </fetcher.Form>
    </ModalDialog>
  );
}
