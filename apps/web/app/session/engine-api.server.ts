import type {
  CustomField,
  ActivateSequence,
  BulkEnrollments,
  CreateSequence,
  Enrollment,
  EnrollmentDetail,
  List,
  Me,
  Operation,
  OperationStarted,
  Page,
  PublicLook,
  PublishResult,
  PublishSequence,
  ResumeSequence,
  Revision,
  RollbackSequence,
  SendingDomain,
  Segment,
  SegmentExplanation,
  SegmentPreview,
  Sequence,
  SequenceStats,
  SequenceVersion,
  SimulateSequence,
  Simulation,
  Subscriber,
  UpdateWorkspace,
  VersionDiff,
  Workspace,
} from '@dripemails/contracts';
import { apiFor } from './api.server';

type Query = Readonly<Record<string, string | number | undefined>>;
interface Init {
  params: { path: Readonly<Record<string, string>>; query: Query };
  body?: unknown;
}
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
type AnyCall = (path: string, init: Init) => Promise<{ data?: unknown; response: Response }>;

/**
 * The routes of the sequence engine, typed by the contracts that the API validates with. Each gives what the client
 * gives, so that `load`, `answer` and `attempt` take it.
 */
export function engineFor(request: Request) {
  const client = apiFor(request);
  const call = <T>(method: Method, path: string, { id = '', query = {}, body }: CallOptions = {}) =>
    // The contracts type the answers here; what the document says about a path is not needed on top.
    (client as unknown as Record<Method, AnyCall>)[method](`/api/v1${path}`, {
      params: { path: { id }, query },
      ...(body !== undefined && { body }),
    }) as Promise<{ data?: T; response: Response }>;
  return {
    me: () => call<Me>('GET', '/me'),
    sequence: (id: string) => call<Sequence>('GET', '/sequences/{id}', { id }),
    sequences: (query: Query = { limit: 200 }) => call<Page<Sequence>>('GET', '/sequences', { query }),
    createSequence: (body: CreateSequence) => call<Sequence>('POST', '/sequences', { body }),
    lists: () => call<Page<List>>('GET', '/lists', { query: { limit: 200 } }),
    fields: () => call<Page<CustomField>>('GET', '/fields', { query: { limit: 200 } }),
    stats: (id: string) => call<SequenceStats>('GET', '/sequences/{id}/stats', { id }),
    /** `unknown`: an editor may hold what is no step yet; the API says what is missing. */
    updateSequence: (id: string, body: { name?: string; steps?: unknown; settings?: unknown }) =>
      call<Sequence>('PATCH', '/sequences/{id}', { id, body }),
    publish: (id: string, body: PublishSequence) =>
      call<PublishResult>('POST', '/sequences/{id}/publish', { id, body }),
    activate: (id: string, body: ActivateSequence) => call<Sequence>('POST', '/sequences/{id}/activate', { id, body }),
    pauseSequence: (id: string) => call<Sequence>('POST', '/sequences/{id}/pause', { id }),
    resumeSequence: (id: string, body: ResumeSequence) =>
      call<Sequence>('POST', '/sequences/{id}/resume', { id, body }),
    archive: (id: string) => call<Sequence>('POST', '/sequences/{id}/archive', { id }),
    versions: (id: string) => call<Page<SequenceVersion>>('GET', '/sequences/{id}/versions', { id }),
    diff: (id: string, from: number, to: number) =>
      call<VersionDiff>('GET', '/sequences/{id}/diff', { id, query: { from, to } }),
    rollback: (id: string, body: RollbackSequence) =>
      call<PublishResult>('POST', '/sequences/{id}/rollback', { id, body }),
    simulate: (id: string, body: SimulateSequence) =>
      call<Simulation>('POST', '/sequences/{id}/simulate', { id, body }),
    enroll: (id: string, body: { email: string } | { listId: string } | { segmentId: string }) =>
      call<Enrollment | OperationStarted>('POST', '/sequences/{id}/enrollments', { id, body }),
    enrollments: (id: string, query: Query) =>
      call<Page<Enrollment>>('GET', '/sequences/{id}/enrollments', { id, query }),
    enrollment: (id: string) => call<EnrollmentDetail>('GET', '/enrollments/{id}', { id }),
    control: (id: string, verb: EnrollmentVerb, body: unknown) =>
      call<Enrollment>('POST', `/enrollments/{id}/${verb}`, { id, body }),
    bulk: (body: BulkEnrollments) => call<OperationStarted>('POST', '/enrollments/bulk', { body }),
    operation: (id: string) => call<Operation>('GET', '/operations/{id}', { id }),
    awaitingApproval: (page: Query) =>
      call<Page<Revision>>('GET', '/revisions', { query: { ...page, status: 'awaitingApproval' } }),
    subscribers: (query: string) => call<Page<Subscriber>>('GET', '/subscribers', { query: { query, limit: 5 } }),
    subscriber: (id: string) => call<Subscriber>('GET', '/subscribers/{id}', { id }),
    revision: (id: string) => call<Revision>('GET', '/revisions/{id}', { id }),
    domains: () => call<Page<SendingDomain>>('GET', '/domains', { query: { limit: 200 } }),
    addDomain: (name: string) => call<SendingDomain>('POST', '/domains', { body: { name } }),
    checkDomain: (id: string) => call<SendingDomain>('POST', '/domains/{id}/check', { id }),
    segments: (query: Query = { limit: 200 }) => call<Page<Segment>>('GET', '/segments', { query }),
    segment: (id: string) => call<Segment>('GET', '/segments/{id}', { id }),
    /** `unknown`: a builder may hold what is no rule yet; the API says what is missing. */
    createSegment: (body: { name: string; description: string; condition: unknown }) =>
      call<Segment>('POST', '/segments', { body }),
    updateSegment: (id: string, body: { name: string; description: string; condition: unknown }) =>
      call<Segment>('PATCH', '/segments/{id}', { id, body }),
    deleteSegment: (id: string) => call<undefined>('DELETE', '/segments/{id}', { id }),
    previewSegment: (condition: unknown) => call<SegmentPreview>('POST', '/segments/preview', { body: { condition } }),
    explainSegment: (id: string, subscriberId: string) =>
      call<SegmentExplanation>('GET', '/segments/{id}/explain', { id, query: { subscriberId } }),
    publicLook: () => call<PublicLook>('GET', '/workspace/public-look'),
    updateWorkspace: (body: UpdateWorkspace) => call<Workspace>('PATCH', '/workspace', { body }),
  };
}

interface CallOptions {
  id?: string;
  query?: Query;
  body?: unknown;
}
export type EnrollmentVerb = 'pause' | 'resume' | 'stop' | 'skip' | 'rewind' | 'due' | 'approve' | 'retry';
export type Engine = ReturnType<typeof engineFor>;
