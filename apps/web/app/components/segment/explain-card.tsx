import type { SegmentExplanation, Subscriber } from '@dripemails/contracts';
import { Form, Link } from '@remix-run/react';
import { Check, Search, X } from 'lucide-react';
import { personName } from '../../words/person';
import { Button } from '../button';
import { TextField } from '../field';
import { Notice } from '../notice';
import { SectionCard } from '../section-card';

export interface Explained {
  /** What was asked for. */
  who: string;
  person: Pick<Subscriber, 'id' | 'email' | 'firstName' | 'lastName'> | null;
  explanation: SegmentExplanation | null;
}

/** "Why is this person in?": each rule with what is known of somebody. */
export function ExplainCard({ explained }: { explained: Explained | null }) {
  return (
    <SectionCard title="Why is somebody in it, or not?">
      <div className="space-y-4 px-4 pb-4">
        <Form method="get" preventScrollReset className="flex flex-wrap items-end gap-2">
          <TextField
            id="explain-who"
            name="who"
            type="email"
            label="Their email"
            required
            defaultValue={explained?.who}
            autoComplete="off"
            frameClassName="min-w-60 flex-1"
          />
          <Button>
            <Search aria-hidden />
            Explain
          </Button>
        </Form>
        {explained && <Answer {...explained} />}
      </div>
    </SectionCard>
  );
}

function Answer({ who, person, explanation }: Explained) {
  if (!person || !explanation)
    return <Notice tone="warn">{`No subscriber has the address ${who}. Check the spelling.`}</Notice>;
  const { isIn, isMailable, rules } = explanation;
  return (
    <div role="status">
      <p>
        <Link to={`/people/${person.id}`} className="link">
          {personName(person)}
        </Link>{' '}
        <strong>{isIn ? 'is in the segment' : 'is not in the segment'}</strong>
        {isIn && !isMailable ? ', but cannot be mailed.' : '.'}
      </p>
      <ul role="list" className="mt-2 divide-y divide-line">
        {rules.map(({ path, words, holds, saw }) => (
          <li key={path} className="flex gap-2 py-2">
            {holds ? (
              <Check aria-hidden className="mt-0.5 size-4 flex-none text-good" />
            ) : (
              <X aria-hidden className="mt-0.5 size-4 flex-none text-bad" />
            )}
            <span className="min-w-0 break-words">
              {words}: <span className="font-medium">{holds ? 'yes' : 'no'}</span>
              <span className="block text-xs text-text-quiet">{`Seen: ${saw}`}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
