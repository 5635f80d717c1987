import { Pencil, Trash2 } from 'lucide-react';
import { AskButton } from './ask-button';

/** Change and delete for one row of a table; both open a dialog of the page. */
export function RowActions({ id, name }: { id: string; name: string }) {
  return (
    <span className="flex justify-end gap-1">
      <AskButton ask="change" of={id} look="quiet" label={`Change ${name}`} className="px-2">
        <Pencil aria-hidden />
      </AskButton>
      <AskButton ask="delete" of={id} look="quiet" label={`Delete ${name}`} className="px-2">
        <Trash2 aria-hidden />
      </AskButton>
    </span>
  );
}
