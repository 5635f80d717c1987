import { type Fact, type FormRecord, type Submission, type Submitted, fieldFacts } from '@dripemails/application';
import { FORM_SUBMITTED, type SubscriberStatus } from '@dripemails/domain';
import type { PoolClient } from 'pg';
import { v7 as newId } from 'uuid';
import { recordConsent } from '../consent/record-consent.js';
import { refusesConfirmationSql } from '../consent/remember-no.js';
import { type SuppressionKey, keyAt, suppressedSql } from '../consent/suppression-sql.js';
import { openOptIns } from '../opt-in/open-opt-ins.js';
import { PROFILE_COLUMNS, type ProfileRow } from '../subscriber/subscriber-rows.js';
import { addTags, changedFields, joinLists } from '../trigger/person-writes.js';

// That the address was unsubscribed before is its owner's to take back, by a confirmation.
const SUPPRESSED = `
  select ${refusesConfirmationSql('$2::text', '$1', keyAt(3))} as refused, ${suppressedSql('$2::text', '$1', keyAt(3))} as suppressed`;
const COUNT = 'update form set submissions = submissions + 1 where id = $1 and workspace_id = $2';

/** Locked before it is changed, as by everybody who changes a person. */
const FIND = `
  select id, status, ${PROFILE_COLUMNS} from subscriber where workspace_id = $1 and lower(email) = lower($2) for no key update`;

const INSERT = `
  insert into subscriber (id, workspace_id, email, first_name, last_name, fields, status)
  values ($1, $2, $3, $4, $5, jsonb_strip_nulls($6::jsonb), $7)
  on conflict (workspace_id, lower(email)) do nothing returning id, status, ${PROFILE_COLUMNS}`;

// Anybody can type anybody's address: what is known of a person stays, and only blanks are filled.
const FILL = `
  update subscriber set first_name = coalesce(first_name, $3), last_name = coalesce(last_name, $4),
    fields = jsonb_strip_nulls($5::jsonb) || fields, updated_at = now()
  where id = $1 and workspace_id = $2 returning ${PROFILE_COLUMNS}`;

// Those that are left, kept until the submission is stored.
const LISTS = `
  select id from list where workspace_id = $1 and id = any($2::uuid[]) order by id for key share`;

const NEEDS_CONFIRMATION = `
  select exists (select 1 from list where workspace_id = $1 and id = any($2::uuid[]) and opt_in = 'double') as "isDouble"`;

const IS_TO_CONFIRM = `
  select p.status <> 'active' or exists (
    select 1 from list l left join membership m on m.list_id = l.id and m.subscriber_id = p.id
    where l.workspace_id = $1 and l.id = any($3::uuid[]) and m.status is distinct from 'active') as "isToConfirm"
  from subscriber p where p.id = $2 and p.workspace_id = $1`;

const WRITE_EVENT = `
  insert into event (id, workspace_id, subscriber_id, kind, what, name, properties, at)
  values ($1, $2, $3, 'custom', $4, $5, $6, $7)`;

type PersonRow = ProfileRow & { id: string; status: SubscriberStatus };

/** Who is never asked for anything again. */
const NEVER_MAILED: ReadonlySet<SubscriberStatus> = new Set(['complained', 'erased']);

/**
 * Takes a submission in a transaction; see `FormRepository.submit`.
 * @returns the facts that it is, to be noticed in the same transaction, and what it did
 */
export async function submitForm(
  client: PoolClient,
  key: SuppressionKey,
  asked: FormRecord,
  submission: Submission,
): Promise<{ facts: readonly Fact[]; result: Omit<Submitted, 'waiting'> }> {
  const form = await withoutGone(client, asked);
  const { workspaceId } = form;
  const { evidence } = submission;
  await client.query(COUNT, [form.id, workspaceId]);
  const nobody = { facts: [], result: { subscriberId: null, isToConfirm: false, opened: [] } };
  const { rows: answers } = await client.query<{ refused: boolean; suppressed: boolean }>(SUPPRESSED, [
    ...[workspaceId, submission.email, ...key.parameters],
  ]);
  if (answers[0]?.refused !== false) return nobody;
  const { suppressed } = answers[0];

  const { person, changed } = await putPerson(client, form, submission, suppressed);
  if (NEVER_MAILED.has(person.status)) return nobody;
  const write = {
    ...{ workspaceId, subscriberId: person.id, at: evidence.at },
    event: { why: evidence.source },
  };
  const facts: Fact[] = [...fieldFacts(person.id, changed, evidence.at)];
  facts.push(...(await joinLists(client, write, form.listIds)));
  facts.push(...(await addTags(client, write, form.tags)));
  const { rows: state } = await client.query<{ isToConfirm: boolean }>(IS_TO_CONFIRM, [
    ...[workspaceId, person.id, form.listIds],
  ]);
  const isToConfirm = suppressed || (state[0]?.isToConfirm ?? true);
  const opened = isToConfirm ? await openRequest(client, key, { form, submission, subscriberId: person.id }) : [];
  if (!isToConfirm) {
    const lists = form.listIds.length === 0 ? [null] : form.listIds;
    const lines = lists.map((listId) => ({ subscriberId: person.id, what: 'subscribed' as const, listId }));
    await recordConsent(client, workspaceId, lines, evidence);
  }
  facts.push(await recordEvent(client, form, person.id, evidence.at));
  return { facts, result: { subscriberId: person.id, isToConfirm, opened } };
}

/** The form with the lists that are left. Whether one that is gone had to be confirmed nobody knows, so mail as a whole is. */
async function withoutGone(client: PoolClient, form: FormRecord): Promise<FormRecord> {
  const { rows } = await client.query<{ id: string }>(LISTS, [form.workspaceId, form.listIds]);
  const listIds = form.listIds.filter((listId) => rows.some(({ id }) => id === listId));
  return { ...form, listIds, doubleOptIn: form.doubleOptIn || listIds.length < form.listIds.length };
}

async function putPerson(
  client: PoolClient,
  form: FormRecord,
  submission: Submission,
  suppressed: boolean,
): Promise<{ person: PersonRow; changed: readonly string[] }> {
  const { email, firstName, lastName, fields, evidence } = submission;
  const { workspaceId } = form;
  const known = JSON.stringify(fields);
  const before = (await client.query<PersonRow>(FIND, [workspaceId, email])).rows[0];
  if (before === undefined) {
    const { rows: lists } = await client.query<{ isDouble: boolean }>(NEEDS_CONFIRMATION, [workspaceId, form.listIds]);
    const status = form.doubleOptIn || suppressed || lists[0]?.isDouble === true ? 'unconfirmed' : 'active';
    const { rows } = await client.query<PersonRow>(INSERT, [
      ...[newId(), workspaceId, email, firstName, lastName, known, status],
    ]);
    // somebody else was first: look again, and wait for their commit
    if (rows[0] === undefined) return await putPerson(client, form, submission, suppressed);
    await client.query(
      "insert into event (id, workspace_id, subscriber_id, kind, what, why, at) values ($1, $2, $3, 'subscribed', 'Added', $4, $5)",
      [newId(), workspaceId, rows[0].id, evidence.source, new Date(evidence.at)],
    );
    return { person: rows[0], changed: changedFields(null, rows[0]) };
  }
  if (NEVER_MAILED.has(before.status)) return { person: before, changed: [] };
  const { rows } = await client.query<ProfileRow>(FILL, [before.id, workspaceId, firstName, lastName, known]);
  return { person: before, changed: rows[0] === undefined ? [] : changedFields(before, rows[0]) };
}

async function openRequest(
  client: PoolClient,
  key: SuppressionKey,
  { form, submission, subscriberId }: { form: FormRecord; submission: Submission; subscriberId: string },
) {
  const { evidence, dueAt, expiresAt } = submission;
  return await openOptIns(client, key, form.workspaceId, [{ id: newId(), subscriberId }], {
    ...{ listId: form.listIds.length === 1 ? (form.listIds[0] ?? null) : null },
    ...{ listIds: form.listIds, formId: form.id },
    ...{ source: evidence.source, evidence, dueAt, expiresAt, isWrite: false },
  });
}

async function recordEvent(client: PoolClient, form: FormRecord, subscriberId: string, at: number): Promise<Fact> {
  const data = { formId: form.id, form: form.name };
  await client.query(WRITE_EVENT, [
    ...[newId(), form.workspaceId, subscriberId, `Form '${form.name}' submitted`, FORM_SUBMITTED],
    ...[JSON.stringify(data), new Date(at)],
  ]);
  return { subscriberId, key: `event:${FORM_SUBMITTED}`, kind: 'event', at, data };
}
