import type { Suppression } from '@dripemails/contracts';
import type { Refusal } from '../session/refusal';
import { TextAreaField, TextField } from './field';
import { QuestionDialog } from './question-dialog';

/** Suppressing by hand or from a pasted list, and taking an entry off. */
export function SuppressionDialog({ ask, entry }: { ask: string | null; entry: Suppression | undefined }) {
  if (ask === 'add') {
    return (
      <QuestionDialog title="Suppress" action="/suppression" intent="add" submit="Suppress" busy="Suppressing…">
        {(refusal) => (
          <>
            <TextAreaField
              id="suppression-entries"
              name="entries"
              label="Addresses or domains"
              hint="One a line. A domain such as example.com covers its subdomains too."
              rows={4}
              required
              errors={refusal?.fields['entries']}
            />
            <NoteField refusal={refusal} />
            <Consequence />
          </>
        )}
      </QuestionDialog>
    );
  }
  if (ask === 'import') {
    return (
      <QuestionDialog
        title="Paste a list"
        action="/suppression"
        intent="import"
        submit="Suppress them all"
        busy="Suppressing…"
      >
        {(refusal) => (
          <>
            <TextAreaField
              id="suppression-text"
              name="text"
              label="List"
              hint="One address or @domain a line, or CSV that has addresses in one of its columns."
              rows={10}
              required
              errors={refusal?.fields['text']}
              className="font-mono text-xs"
            />
            <NoteField refusal={refusal} />
            <Consequence />
          </>
        )}
      </QuestionDialog>
    );
  }
  if (ask === 'remove' && entry?.isRemovable) {
    const what = entry.kind === 'domain' ? `@${entry.value}` : entry.value;
    return (
      <QuestionDialog
        title={`Remove ${what}?`}
        action="/suppression"
        intent="remove"
        submit="Remove from the list"
        busy="Removing…"
        look="danger"
      >
        <input type="hidden" name="of" value={entry.id} />
        <p>{afterRemoval(entry)}</p>
      </QuestionDialog>
    );
  }
  return null;
}

function afterRemoval({ reason, saidNo }: Suppression): string {
  if (saidNo)
    return 'Somebody unsubscribed at this address before: it stays on the list for that alone, until its owner confirms that they want mail.';
  if (reason === 'hardBounce') return 'The person stays bounced until they confirm that they want mail.';
  return 'Whoever is active and has it can be mailed again from now on; nobody goes back into a sequence by that.';
}

function NoteField({ refusal }: { refusal: Refusal | undefined }) {
  return (
    <TextField
      id="suppression-note"
      name="note"
      label="Why (optional)"
      maxLength={500}
      autoComplete="off"
      errors={refusal?.fields['note']}
    />
  );
}

function Consequence() {
  return <p className="text-text-quiet">Whoever it hits leaves every sequence at once and gets nothing more.</p>;
}
