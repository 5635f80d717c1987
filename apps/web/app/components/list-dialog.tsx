import type { List, ListUse } from '@dripemails/contracts';
import { count } from '../words/count';
import { TextAreaField, TextField } from './field';
import { QuestionDialog } from './question-dialog';
import { UsedBy } from './used-by';
import type { Refusal } from '../session/refusal';

/** Making, changing and deleting a list. */
export function ListDialog({
  ask,
  list,
  usedBy,
}: {
  ask: string | null;
  list: List | undefined;
  usedBy: ListUse['usedBy'];
}) {
  if (ask === 'create' || (ask === 'change' && list)) {
    const isNew = ask === 'create';
    return (
      <QuestionDialog
        title={isNew ? 'New list' : `Change ${list?.name}`}
        action="/lists"
        intent={ask}
        submit={isNew ? 'Make the list' : 'Save'}
        busy="Saving…"
      >
        {(refusal) => (
          <>
            {list && <input type="hidden" name="of" value={list.id} />}
            <TextField
              id="list-name"
              name="name"
              label="Name"
              required
              maxLength={120}
              defaultValue={list?.name}
              autoComplete="off"
              errors={refusal?.fields['name']}
            />
            <TextField
              id="list-description"
              name="description"
              label="Description (optional)"
              maxLength={1000}
              defaultValue={list?.description}
              autoComplete="off"
              errors={refusal?.fields['description']}
            />
            <Tick name="isPublic" label="Public" isOn={list?.isPublic ?? false}>
              People see it on their preference page and can join and leave it there.
            </Tick>
            <Tick name="doubleOptIn" label="Double opt-in" isOn={list?.optIn === 'double'}>
              Who is added gets a mail to confirm, and nothing of this list before.
            </Tick>
            <ConfirmationFields list={list} refusal={refusal} />
          </>
        )}
      </QuestionDialog>
    );
  }
  if (ask === 'delete' && list) {
    return (
      <QuestionDialog
        title={`Delete ${list.name}?`}
        action="/lists"
        intent="delete"
        submit="Delete the list"
        busy="Deleting…"
        look="danger"
        blocked={usedBy.length > 0}
      >
        <input type="hidden" name="of" value={list.id} />
        {usedBy.length > 0 ? (
          <UsedBy uses={usedBy} />
        ) : (
          <p>
            {count(list.subscribers, 'subscriber')} {list.subscribers === 1 ? 'is' : 'are'} no longer grouped by it.
            Nobody is deleted. A sequence that the list brought people into ends for them; any other goes on.
          </p>
        )}
      </QuestionDialog>
    );
  }
  return null;
}

/** A box to tick, with a sentence about what it does. */
function Tick({ name, label, isOn, children }: { name: string; label: string; isOn: boolean; children: string }) {
  return (
    <label className="flex items-start gap-2">
      <input type="checkbox" name={name} defaultChecked={isOn} className="mt-1 size-4 accent-accent" />
      <span>
        <span className="font-medium">{label}</span>
        <span className="block text-text-quiet">{children}</span>
      </span>
    </label>
  );
}

/** The mail that asks to confirm: when it comes again, how long its link is good, and what it says. */
function ConfirmationFields({ list, refusal }: { list: List | undefined; refusal: Refusal | undefined }) {
  const errors = (name: string) => refusal?.fields[`confirmation.${name}`];
  const isAtFault = Object.keys(refusal?.fields ?? {}).some((name) => name.startsWith('confirmation.'));
  return (
    <details className="rounded border border-line p-3" open={isAtFault || undefined}>
      <summary className="cursor-pointer font-medium">The mail that asks to confirm</summary>
      <div className="mt-3 space-y-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            id="list-reminder"
            name="reminderAfterDays"
            type="number"
            min={1}
            max={90}
            label="Remind after (days)"
            hint="Empty for no reminder."
            defaultValue={list ? (list.confirmation.reminderAfterDays ?? '') : 3}
            errors={errors('reminderAfterDays')}
          />
          <TextField
            id="list-expiry"
            name="expiresAfterDays"
            type="number"
            min={1}
            max={90}
            label="Good for (days)"
            defaultValue={list?.confirmation.expiresAfterDays ?? 14}
            errors={errors('expiresAfterDays')}
          />
        </div>
        <TextField
          id="list-subject"
          name="subject"
          label="Subject (optional)"
          placeholder="Please confirm: {{ list.name }}"
          maxLength={200}
          defaultValue={list?.confirmation.subject}
          autoComplete="off"
          errors={errors('subject')}
        />
        <TextAreaField
          id="list-html"
          name="html"
          label="Mail (optional)"
          hint="HTML with {{ confirm_url }} as its link. Left empty, a plain mail is sent."
          rows={5}
          defaultValue={list?.confirmation.html}
          errors={errors('html')}
          className="font-mono text-xs"
        />
      </div>
    </details>
  );
}
