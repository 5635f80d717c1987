import type { Topic } from '@dripemails/contracts';
import { count } from '../words/count';
import { TextField } from './field';
import { QuestionDialog } from './question-dialog';

/** Making, changing and deleting a topic. */
export function TopicDialog({ ask, topic }: { ask: string | null; topic: Topic | undefined }) {
  if (ask === 'create' || (ask === 'change' && topic)) {
    const isNew = ask === 'create';
    return (
      <QuestionDialog
        title={isNew ? 'New topic' : `Change ${topic?.name}`}
        action="/topics"
        intent={ask}
        submit={isNew ? 'Make the topic' : 'Save'}
        busy="Saving…"
      >
        {(refusal) => (
          <>
            {topic && <input type="hidden" name="of" value={topic.id} />}
            <TextField
              id="topic-name"
              name="name"
              label="Name"
              required
              maxLength={120}
              defaultValue={topic?.name}
              autoComplete="off"
              errors={refusal?.fields['name']}
            />
            <TextField
              id="topic-description"
              name="description"
              label="Description (optional)"
              hint="Stands on the preference page, for the people who choose."
              maxLength={1000}
              defaultValue={topic?.description}
              autoComplete="off"
              errors={refusal?.fields['description']}
            />
          </>
        )}
      </QuestionDialog>
    );
  }
  if (ask === 'delete' && topic) {
    return (
      <QuestionDialog
        title={`Delete ${topic.name}?`}
        action="/topics"
        intent="delete"
        submit="Delete the topic"
        busy="Deleting…"
        look="danger"
      >
        <input type="hidden" name="of" value={topic.id} />
        <p>
          {topic.optOuts === 0
            ? 'Nobody has said no to it.'
            : `That ${count(topic.optOuts, 'person', 'people')} wanted no mail about it is forgotten too.`}{' '}
          It cannot be deleted while a sequence is about it.
        </p>
      </QuestionDialog>
    );
  }
  return null;
}
