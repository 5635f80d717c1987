import type {
  BulkSubscribers,
  BulkSubscribersAnswer,
  ChangeTags,
  ConsentEntry,
  CreateCustomField,
  CustomField,
  CustomFieldChange,
  CustomFieldDeleted,
  CustomFieldUse,
  DuplicateGroup,
  List,
  ListMembership,
  Operation,
  OperationStarted,
  OptIn,
  OptIns,
  Page,
  Preferences,
  Segment,
  Subscriber,
  SubscriberCount,
  TimelineEntry,
} from '@dripemails/contracts';
import { apiFor } from '../session/api.server';

type Query = Readonly<Record<string, string | number | undefined>>;
type Path = Readonly<Record<string, string>>;
interface CallOptions {
  path?: Path;
  query?: Query;
  body?: unknown;
}
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
type AnyCall = (
  path: string,
  init: { params: { path: Path; query: Query }; body?: unknown },
) => Promise<{ data?: unknown; response: Response }>;

/** The routes of people and their fields, typed by the contracts that the API validates with. */
export function peopleFor(request: Request) {
  const client = apiFor(request);
  const call = <T>(method: Method, route: string, { path = {}, query = {}, body }: CallOptions = {}) =>
    // the contracts type the answers here; what the document says about a path is not needed on top
    (client as unknown as Record<Method, AnyCall>)[method](`/api/v1${route}`, {
      params: { path, query },
      ...(body !== undefined && { body }),
    }) as Promise<{ data?: T; response: Response }>;
  const person = (id: string) => ({ path: { id } });
  return {
    list: (query: Query) => call<Page<Subscriber>>('GET', '/subscribers', { query }),
    count: (query: Query) => call<SubscriberCount>('GET', '/subscribers/count', { query }),
    get: (id: string) => call<Subscriber>('GET', '/subscribers/{id}', person(id)),
    update: (id: string, body: unknown) => call<Subscriber>('PATCH', '/subscribers/{id}', { ...person(id), body }),
    timeline: (id: string, query: Query) =>
      call<Page<TimelineEntry>>('GET', '/subscribers/{id}/timeline', { ...person(id), query }),
    consent: (id: string, query: Query) =>
      call<Page<ConsentEntry>>('GET', '/subscribers/{id}/consent', { ...person(id), query }),
    optIns: (id: string) => call<OptIns>('GET', '/subscribers/{id}/opt-ins', person(id)),
    askToConfirm: (id: string, body: { listId: string | null; evidence?: string }) =>
      call<OptIn>('POST', '/subscribers/{id}/opt-ins', { ...person(id), body }),
    preferences: (id: string) => call<Preferences>('GET', '/subscribers/{id}/preferences', person(id)),
    addNote: (id: string, text: string) =>
      call<TimelineEntry>('POST', '/subscribers/{id}/notes', { ...person(id), body: { text } }),
    deleteNote: (id: string, noteId: string) =>
      call<undefined>('DELETE', '/subscribers/{id}/notes/{noteId}', { path: { id, noteId } }),
    changeTags: (id: string, body: ChangeTags) =>
      call<Subscriber>('POST', '/subscribers/{id}/tags', { ...person(id), body }),
    joinList: (id: string, subscriberId: string) =>
      call<ListMembership>('POST', '/lists/{id}/members', { ...person(id), body: { subscriberId } }),
    leaveList: (id: string, subscriberId: string) =>
      call<undefined>('DELETE', '/lists/{id}/members/{subscriberId}', { path: { id, subscriberId } }),
    merge: (id: string, from: string) =>
      call<Subscriber>('POST', '/subscribers/{id}/merge', { ...person(id), body: { from } }),
    duplicates: (query: Query) => call<Page<DuplicateGroup>>('GET', '/subscribers/duplicates', { query }),
    bulk: (body: BulkSubscribers) => call<BulkSubscribersAnswer>('POST', '/subscribers/bulk', { body }),
    lists: () => call<Page<List>>('GET', '/lists', { query: { limit: 200 } }),
    segments: () => call<Page<Segment>>('GET', '/segments', { query: { limit: 200 } }),
    operation: (id: string) => call<Operation>('GET', '/operations/{id}', person(id)),
    undo: (id: string) => call<OperationStarted>('POST', '/operations/{id}/undo', person(id)),
    fields: (query: Query = { limit: 200 }) => call<Page<CustomField>>('GET', '/fields', { query }),
    createField: (body: CreateCustomField) => call<CustomField>('POST', '/fields', { body }),
    updateField: (id: string, body: unknown) =>
      call<CustomFieldChange>('PATCH', '/fields/{id}', { ...person(id), body }),
    fieldUse: (id: string) => call<CustomFieldUse>('GET', '/fields/{id}/use', person(id)),
    deleteField: (id: string) => call<CustomFieldDeleted>('DELETE', '/fields/{id}', person(id)),
  };
}
