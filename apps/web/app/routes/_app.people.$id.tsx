import { answer } from '@dripemails/api-client';
import { id as idSchema, timelineTopic } from '@dripemails/contracts';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { GitMerge, Pencil, UserX } from 'lucide-react';
import { AskButton } from '../components/ask-button';
import { LinkButton } from '../components/button';
import { ConsentLog } from '../components/consent-log';
import { TextField } from '../components/field';
import { Moment } from '../components/moment';
import { PageHeader } from '../components/page-header';
import { PersonPrivacy } from '../components/person-privacy';
import { QuestionDialog } from '../components/question-dialog';
import { SectionCard } from '../components/section-card';
import { SubscriberPill, SuppressedPill } from '../components/state-pill';
import { useLivePage } from '../components/use-live-page';
import { shownValue, storedValue } from '../people/field-value-form';
import { MergeDialog } from '../people/merge-dialog';
import { changePerson } from '../people/change-person.server';
import { peopleFor } from '../people/people-api.server';
import { PersonHistory } from '../people/person-history';
import { PersonOptIns } from '../people/person-opt-ins';
import { PersonPreferences } from '../people/person-preferences';
import { TagsAndLists } from '../people/tags-and-lists';
import { apiFor, finish, load } from '../session/api.server';
import { idOf } from '../session/id-of.server';
import { askOf, pageOf, pick, pickWords } from '../session/query.server';
import { safePath } from '../session/safe-path';
import { personName } from '../words/person';
import { suppressionReasons } from '../words/suppression';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? personName(data.person) : 'Person'} · DripEmails` },
];

/** `?merge=` holds the words that the other profile is looked for by, as the page of duplicates gives them. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const api = peopleFor(request);
  const id = idOf(params);
  const { merge: words = '' } = pickWords(request, 'merge');
  const isMerging = askOf(request) === 'merge' && words !== '';
  const [person, timeline, fields, lists, consent, optIns, preferences, found] = await Promise.all([
    load(api.get(id)),
    load(api.timeline(id, { ...pageOf(request), ...pick(request, 'kind', timelineTopic) })),
    load(api.fields()),
    load(api.lists()),
    load(api.consent(id, pageOf(request, 20, 'consent'))),
    load(api.optIns(id)),
    load(api.preferences(id)),
    isMerging
      ? idSchema.safeParse(words).success
        ? load(api.get(words)).then((one) => [one])
        : load(api.list({ query: words, limit: 10 })).then(({ items }) => items)
      : [],
  ]);
  return {
    ...{ person, timeline, fields: fields.items, lists: lists.items, consent },
    ...{ optIns: optIns.items, preferences, found, words },
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  const id = idOf(params);
  if (form.get('intent') !== 'unsubscribe') return await changePerson(request, id, form);
  const reason = String(form.get('reason') ?? '').trim();
  return finish(
    () =>
      answer(
        apiFor(request).POST('/api/v1/subscribers/{id}/unsubscribe', {
          params: { path: { id } },
          body: reason === '' ? {} : { reason },
        }),
      ),
    safePath(form.get('back')),
    (person) => `${personName(person)} is unsubscribed.`,
  );
}

/** Nothing of somebody who was erased can be changed. */
export default function PersonPage() {
  const { person, timeline, fields, lists, consent, optIns, preferences, found, words } =
    useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const refused = sent && 'intent' in sent && 'refusal' in sent ? sent : undefined;
  const refusalOf = (...intents: string[]) =>
    refused && intents.includes(String(refused.intent)) ? refused.refusal : undefined;
  const [params] = useSearchParams();
  useLivePage(3_000, !params.has('cursor'));
  const name = personName(person);
  const isErased = person.status === 'erased';
  const others = Object.keys(person.fields).filter((key) => !fields.some((field) => field.name === key));
  const listNames = new Map(lists.map((one) => [one.id, one.name]));
  return (
    <>
      <PageHeader
        up={{ to: '/people', label: 'People' }}
        title={name}
        beside={
          <>
            <SubscriberPill status={person.status} />
            {person.suppressed && <SuppressedPill />}
          </>
        }
        situation={
          person.suppressed
            ? `${person.email} · is on the suppression list (${suppressionReasons[person.suppressed.reason].toLowerCase()}) and gets no mail.`
            : person.status === 'active'
              ? name === person.email
                ? undefined
                : person.email
              : isErased
                ? 'Nothing is kept that tells who it was.'
                : `${person.email} · gets no marketing mail.`
        }
        actions={
          !isErased && (
            <>
              {person.status === 'active' && (
                <AskButton ask="unsubscribe">
                  <UserX aria-hidden />
                  Unsubscribe
                </AskButton>
              )}
              <AskButton ask="merge">
                <GitMerge aria-hidden />
                Merge
              </AskButton>
              <LinkButton to={`/people/${person.id}/edit`}>
                <Pencil aria-hidden />
                Edit
              </LinkButton>
            </>
          )
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <PersonHistory
          items={timeline.items}
          nextCursor={timeline.nextCursor}
          canWrite={!isErased}
          refusal={refusalOf('addNote', 'deleteNote')}
        />
        <div className="min-w-0 space-y-6">
          <SectionCard title="Facts">
            <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 px-4 pb-4 [&>dd]:break-words [&>dt]:text-text-quiet">
              <Fact name="Email" value={isErased ? 'erased' : person.email} />
              <Fact name="First name" value={person.firstName ?? '–'} />
              <Fact name="Last name" value={person.lastName ?? '–'} />
              <Fact name="Time zone" value={person.timeZone ?? 'that of the workspace'} />
              <Fact name="Language" value={person.locale ?? '–'} />
              {fields.map((field) => (
                <Fact
                  key={field.id}
                  name={field.label}
                  value={shownValue(field, storedValue(person.fields, field.name))}
                />
              ))}
              {others.map((key) => (
                <Fact key={key} name={key} value={shownValue(undefined, person.fields[key])} />
              ))}
              <dt>Added</dt>
              <dd>
                <Moment at={person.createdAt} as="both" />
              </dd>
            </dl>
          </SectionCard>
          <TagsAndLists
            person={person}
            lists={lists}
            refusal={refusalOf('addTag', 'removeTag', 'joinList', 'leaveList')}
          />
          {!isErased && <PersonPreferences preferences={preferences} />}
          <PersonOptIns person={person} optIns={optIns} refusal={refusalOf('askToConfirm')} />
          <ConsentLog entries={consent.items} nextCursor={consent.nextCursor} listNames={listNames} />
          <PersonPrivacy subscriber={person} />
        </div>
      </div>
      {params.get('ask') === 'merge' && !isErased && <MergeDialog person={person} found={found} words={words} />}
      {params.get('ask') === 'unsubscribe' && person.status === 'active' && (
        <QuestionDialog
          title={`Unsubscribe ${name}?`}
          action={`/people/${person.id}`}
          intent="unsubscribe"
          submit="Unsubscribe"
          busy="Unsubscribing…"
          look="danger"
        >
          <p>
            {name} leaves every sequence at once and gets no marketing mail any more. Only the person can subscribe
            again: an import or the API cannot.
          </p>
          <TextField
            id="reason"
            name="reason"
            label="Why (optional)"
            maxLength={500}
            hint="Shown in the history."
            autoComplete="off"
          />
        </QuestionDialog>
      )}
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
