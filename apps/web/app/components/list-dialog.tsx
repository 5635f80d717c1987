import type { List } from '@dripemails/contracts';
import { count } from '../words/count';
import { TextField } from './field';
import { QuestionDialog } from './question-dialog';

/** Making, changing and deleting a list. */
export function ListDialog({ ask, list }: { ask: string | null; list: List | undefined }) {
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
      >
        <input type="hidden" name="of" value={list.id} />
        <p>
          {count(list.subscribers, 'subscriber')} {list.subscribers === 1 ? 'is' : 'are'} no longer grouped by it.
          Nobody is deleted, and whoever is in a sequence stays in it.
        </p>
      </QuestionDialog>
    );
  }
  return null;
}
