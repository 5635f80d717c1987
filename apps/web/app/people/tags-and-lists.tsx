import type { List, Subscriber } from '@dripemails/contracts';
import { Form, Link } from '@remix-run/react';
import { Plus, X } from 'lucide-react';
import { Button } from '../components/button';
import { SectionCard } from '../components/section-card';
import type { Refusal } from '../session/refusal';

const chip = 'inline-flex items-center gap-1 rounded border border-line py-0.5 pr-0.5 pl-2';

/** The tags and lists of a person, each with its way off, and a way to more. */
export function TagsAndLists({
  person,
  lists,
  refusal,
}: {
  person: Subscriber;
  lists: readonly List[];
  refusal: Refusal | undefined;
}) {
  const isOpen = person.status !== 'erased';
  const joinable = lists.filter(({ id }) => !person.lists.some((one) => one.id === id));
  return (
    <SectionCard title="Lists and tags">
      <div className="space-y-4 px-4 pb-4">
        <div>
          <h3 className="mb-1 text-text-quiet">Lists</h3>
          <ul role="list" className="flex flex-wrap gap-2">
            {person.lists.length === 0 && <li className="text-text-quiet">On no list.</li>}
            {person.lists.map(({ id, name }) => (
              <li key={id} className={chip}>
                <Link to={`/people?list=${id}`} className="link">
                  {name}
                </Link>
                {isOpen && <Remove intent="leaveList" name="listId" value={id} label={`Take off the list ${name}`} />}
              </li>
            ))}
          </ul>
          {isOpen && joinable.length > 0 && (
            <Form method="post" className="mt-2 flex gap-2">
              <select name="listId" aria-label="List to add to" className="input min-w-0 flex-1">
                {joinable.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
              <Button name="intent" value="joinList">
                <Plus aria-hidden />
                Add to list
              </Button>
            </Form>
          )}
        </div>
        <div>
          <h3 className="mb-1 text-text-quiet">Tags</h3>
          <ul role="list" className="flex flex-wrap gap-2">
            {person.tags.length === 0 && <li className="text-text-quiet">No tag.</li>}
            {person.tags.map((tag) => (
              <li key={tag} className={chip}>
                <Link to={`/people?tag=${encodeURIComponent(tag)}`} className="link">
                  {tag}
                </Link>
                {isOpen && <Remove intent="removeTag" name="tag" value={tag} label={`Remove the tag ${tag}`} />}
              </li>
            ))}
          </ul>
          {isOpen && (
            <Form key={person.tags.join()} method="post" className="mt-2 flex gap-2">
              <input
                name="tag"
                aria-label="New tag"
                aria-invalid={refusal ? true : undefined}
                aria-describedby={refusal ? 'tags-and-lists-error' : undefined}
                placeholder="New tag"
                required
                maxLength={100}
                autoComplete="off"
                className="input min-w-0 flex-1"
              />
              <Button name="intent" value="addTag">
                <Plus aria-hidden />
                Add tag
              </Button>
            </Form>
          )}
        </div>
        {refusal && (
          <p id="tags-and-lists-error" role="alert" className="text-xs font-medium text-bad">
            {Object.values(refusal.fields).flat().join(' ') || refusal.message}
          </p>
        )}
      </div>
    </SectionCard>
  );
}

function Remove({ intent, name, value, label }: { intent: string; name: string; value: string; label: string }) {
  return (
    <Form method="post" className="contents">
      <input type="hidden" name={name} value={value} />
      <Button name="intent" value={intent} look="quiet" aria-label={label} className="h-6 min-h-6 px-1">
        <X aria-hidden />
      </Button>
    </Form>
  );
}
