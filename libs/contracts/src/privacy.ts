import { z } from 'zod';
import { consentActor } from './consent.js';
import { id, instant } from './identifiers.js';
import { pageOf, pageQuery } from './paging.js';

const days = z.number().int().min(1).max(36_500).nullable();
/** For how many (real) days what is kept; null keeps it. */
export const retention = z
  .object({
    inboundDays: days.meta({ description: 'Inbound mails: replies, bounces, captured mails.' }),
    eventDays: days.meta({ description: 'Events, and with them timelines and the numbers made of them.' }),
    unconfirmedDays: days.meta({ description: 'People who never confirmed their address; they are deleted.' }),
    importFileDays: days.meta({ description: 'Uploaded files and rejected rows of imports that are over.' }),
    exportDays: days
      .unwrap()
      .meta({ description: 'Files of exports and their links; 7 unless set, and never for ever.' }),
    endedEnrollmentDays: days.meta({
      description:
        'What an ended enrollment remembers (choices, reasons, AI revisions, words of its timeline). That the person was in the sequence stays: re-entry rules need it.',
    }),
  })
  .meta({ id: 'Retention' });
export type Retention = z.infer<typeof retention>;
/** What an unset retention is. */
export const DEFAULT_RETENTION: Retention = {
  inboundDays: null,
  eventDays: null,
  unconfirmedDays: null,
  importFileDays: null,
  exportDays: 7,
  endedEnrollmentDays: null,
};

const count = z.number().int();
const found = z.object({
  table: z.string(),
  column: z.string(),
  rows: count,
  what: z.enum(['address', 'name']),
});
const mention = z.object({
  table: z.string(),
  column: z.string(),
  rows: count,
  subscriberIds: z
    .array(id)
    .meta({ description: 'Whose rows they are, the first 20; empty where they are of nobody.' }),
});
/** What an erasure did and the proof of it. Holds counts, never what was erased. */
export const privacyReport = z
  .object({
    removed: z
      .record(z.string(), count)
      .meta({ description: 'Rows that were deleted or emptied of personal data, by table.' }),
    scanned: z
      .object({ tables: count, columns: count, rows: count, workflows: count })
      .nullable()
      .meta({ description: 'What was searched for the address and the full name afterwards.' }),
    found: z
      .array(found)
      .meta({ description: 'Where they still stand; empty is the proof. A workflow is `table: "workflow"`.' }),
    mentions: z.array(mention).meta({
      description:
        'Where the full name, without an address, stands with other people (their events and notes, their mails) and in texts of your own. People share names, so it is told and neither changed nor in the way of the proof.',
    }),
  })
  .meta({ id: 'PrivacyReport' });
export type PrivacyReport = z.infer<typeof privacyReport>;

export const privacyRequestKind = z.enum(['export', 'erase']);
/** `waiting` for an answer of a member; `declined` is one. The others are those of the work. */
export const privacyRequestStatus = z.enum(['waiting', 'queued', 'running', 'completed', 'failed', 'declined']);

/** A request to erase a person or to have what is held on them. */
export const privacyRequest = z
  .object({
    id,
    kind: privacyRequestKind,
    status: privacyRequestStatus,
    subscriberId: id,
    email: z.string().nullable().meta({ description: 'The address of the person; null once they are erased or gone.' }),
    requestedBy: consentActor
      .nullable()
      .meta({ description: 'Who began it for the person; null where the person asked, on their preference page.' }),
    dueAt: instant.nullable().meta({
      description:
        'By when a request of the person has to be answered (GDPR article 12(3)); null for those of a member.',
    }),
    answeredAt: instant.nullable().meta({ description: 'When a request of the person was fulfilled or declined.' }),
    answeredBy: consentActor.nullable().meta({ description: 'Who fulfilled or declined a request of the person.' }),
    reason: z.string().nullable().meta({ description: 'Why it was declined; the person reads it.' }),
    report: privacyReport,
    error: z.string().nullable(),
    createdAt: instant,
    completedAt: instant.nullable(),
  })
  .meta({ id: 'PrivacyRequest' });
export type PrivacyRequest = z.infer<typeof privacyRequest>;
export const privacyRequestPage = pageOf(privacyRequest, 'PrivacyRequestPage');

/** Query of the list of privacy requests. */
export const listPrivacyRequests = pageQuery.extend({
  status: privacyRequestStatus.optional().meta({ description: 'Such as `waiting`: what is to be answered.' }),
  kind: privacyRequestKind.optional(),
  subscriberId: id.optional().meta({ description: 'Those about one person.' }),
});
export type ListPrivacyRequests = z.infer<typeof listPrivacyRequests>;

/** No to a request of a person. */
export const declinePrivacyRequest = z
  .object({
    reason: z
      .string()
      .trim()
      .min(1, 'Say why: the person reads it on their preference page.')
      .max(1000)
      .meta({ description: 'In words that the person will read.' }),
  })
  .meta({ id: 'DeclinePrivacyRequest' });
export type DeclinePrivacyRequest = z.infer<typeof declinePrivacyRequest>;

/** Answer of an erasure that began. */
export const eraseStarted = z.object({ requestId: id }).meta({ id: 'EraseStarted' });
export type EraseStarted = z.infer<typeof eraseStarted>;

const row = z.record(z.string(), z.unknown());
/** Everything that is held on one person, machine-readable (GDPR article 20). Instants are RFC 3339. */
export const personExport = z
  .object({
    generatedAt: instant,
    profile: row.meta({ description: 'Address, names, locale, time zone, status, limits on mail.' }),
    fields: row.meta({ description: 'Custom fields by name.' }),
    lists: z.array(row).meta({ description: 'Lists with the status on each.' }),
    tags: z.array(row),
    consents: z.array(row).meta({ description: 'Consent log: what, when, by what words, from where.' }),
    topicOptOuts: z.array(row),
    optIns: z.array(row).meta({ description: 'Requests to confirm.' }),
    enrollments: z.array(row).meta({ description: 'Sequences, each with its own timeline.' }),
    messages: z.array(row).meta({ description: 'Mails to the person: address, subject, state, answer of the relay.' }),
    events: z.array(row).meta({ description: 'Everything that was recorded, with its properties.' }),
    notes: z.array(row).meta({ description: 'What members of the workspace wrote about the person.' }),
    inbound: z.array(row).meta({ description: 'Mails from or about the person; `raw` is the whole mail in base64.' }),
    revisions: z.array(row).meta({ description: 'Mails that AI wrote for the person.' }),
    privacyRequests: z
      .array(row)
      .meta({ description: 'What the person asked for on the preference page, and the answer.' }),
    suppressions: z.array(row).meta({ description: 'Whether the address is on the suppression list, and why.' }),
  })
  .meta({ id: 'PersonExport' });
export type PersonExport = z.infer<typeof personExport>;
