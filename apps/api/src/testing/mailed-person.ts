import { randomUUID } from 'node:crypto';
import { TokenSigner } from '@dripemails/platform';
import { APP_SECRET, type Api } from './api.js';

const SIGNER = new TokenSigner(APP_SECRET);
const STEPS = JSON.stringify([{ id: 'one', kind: 'email', subject: 'Hi', html: '<p>Hi</p>' }]);

/** Somebody who got a mail and is in a sequence, asleep for 30 days. */
export interface MailedPerson {
  readonly subscriberId: string;
  readonly enrollmentId: string;
  readonly messageId: string;
  readonly email: string;
  /** What stands in the links of the mail. */
  readonly token: string;
}

/** Makes one, in the workspace of the API's key unless another is named. @param listId by which they are in the sequence */
export async function mailedPerson(
  { database }: Api,
  {
    email = `${randomUUID()}@example.net`,
    listId = null,
    workspace,
  }: { email?: string; listId?: string | null; workspace?: string } = {},
): Promise<MailedPerson> {
  const workspaceId = workspace ?? (await database.value('select id from workspace where is_demo'));
  const [subscriberId, sequenceId, enrollmentId, messageId] = [
    ...[randomUUID(), randomUUID()],
    ...[randomUUID(), randomUUID()],
  ] as [string, string, string, string];
  await database.query('insert into subscriber (id, workspace_id, email) values ($1, $2, $3)', [
    ...[subscriberId, workspaceId, email],
  ]);
  if (listId !== null)
    await database.query('insert into membership (workspace_id, list_id, subscriber_id) values ($1, $2, $3)', [
      ...[workspaceId, listId, subscriberId],
    ]);
  await database.query(
    `insert into sequence (id, workspace_id, name, state, draft, current_version) values ($1, $2, 'S', 'active', $3, 1)`,
    [sequenceId, workspaceId, STEPS],
  );
  await database.query(
    `insert into sequence_version (workspace_id, sequence_id, version, steps, settings) values ($1, $2, 1, $3, '{}')`,
    [workspaceId, sequenceId, STEPS],
  );
  await database.query(
    `insert into enrollment (id, workspace_id, sequence_id, version, subscriber_id, anchor_at, plan_do, plan_at, plan_why, list_id)
     values ($1, $2, $3, 1, $4, now(), 'sendEmail', now() + interval '30 days', 'Waiting', $5)`,
    [enrollmentId, workspaceId, sequenceId, subscriberId, listId],
  );
  await database.query(
    `insert into message (id, workspace_id, enrollment_id, sequence_id, subscriber_id, step_id, message_id, to_address, subject, state, sent_at)
     values ($1::uuid, $2, $3, $4, $5, 'one', $1::text, $6, 'Hi', 'accepted', now())`,
    [messageId, workspaceId, enrollmentId, sequenceId, subscriberId, email],
  );
  return { subscriberId, enrollmentId, messageId, email, token: SIGNER.sign('unsubscribe', messageId) };
}
