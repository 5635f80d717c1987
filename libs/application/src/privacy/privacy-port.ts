import type {
  ListPrivacyRequests,
  Page,
  PersonExport,
  PrivacyReport,
  PrivacyRequest,
  Retention,
} from '@dripemails/contracts';

/** A privacy request; instants are real ms. */
export interface PrivacyRecord {
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: PrivacyRequest['kind'];
  readonly status: PrivacyRequest['status'];
  readonly subscriberId: string;
  /** Null once the person is erased, or gone. */
  readonly email: string | null;
  readonly requestedBy: string;
  readonly answeredAt: number | null;
  readonly answeredBy: string | null;
  readonly reason: string | null;
  readonly report: PrivacyReport;
  readonly error: string | null;
  readonly createdAt: number;
  readonly completedAt: number | null;
}

/** Who asked where a person did, by the signed link in a mail. */
export const ASKED_BY_PERSON = 'subscriber:preference-centre';

/** The workflows of a person and what to look for in their histories. Lives in memory only. */
export interface PersonTrace {
  readonly workflowIds: readonly string[];
  readonly needles: Needles;
}
/** What may stand nowhere any more: spellings of the address, and the full name where it has two parts. Lower case. */
export interface Needles {
  readonly address: readonly string[];
  readonly name: readonly string[];
}

/** What a search of the database found. */
export type PrivacyProof = Pick<PrivacyReport, 'scanned' | 'found' | 'mentions'>;

/** Erases a person in stages, each of which can be repeated. */
export interface ErasureStore {
  /**
   * One transaction: no send can be claimed after it. The status becomes `erased`, every live enrollment ends with that
   * outcome, pending opt-ins are cancelled, the address is suppressed by its hash. What the later stages look for is kept
   * sealed in the request until it is completed. A person whose erasure is on its way, or failed, gets the same request
   * again (a failed one is queued anew). Where the person waits to be erased, that request is fulfilled; what else they
   * wait for is declined, since nothing is held any more.
   * @param request `answers`: the request that is fulfilled by it, which must not have been declined meanwhile
   * @returns the request and the enrollments and opt-ins whose workflows are to be told
   * @throws DomainError `subscriber.not_found`, `privacy_request.answered`
   */
  begin(request: {
    id: string;
    workspaceId: string;
    subscriberId: string;
    requestedBy: string;
    at: number;
    answers?: string | undefined;
  }): Promise<{ id: string; isOver: boolean; ended: readonly string[]; optIns: readonly string[] }>;
  /** Removes personal data from every table; adds what it did to the report. */
  scrub(workspaceId: string, requestId: string): Promise<void>;
  /** Whether a mail to the person is on its way or an import that has them is at work: both still write. */
  isWorkGoing(workspaceId: string, requestId: string): Promise<boolean>;
  /** Takes the address, and names of files that hold it or the name, out of rows of others, wherever a scan finds them. */
  redact(workspaceId: string, requestId: string): Promise<void>;
  /** Searches every text of every table of the workspace. */
  scan(workspaceId: string, requestId: string): Promise<PrivacyProof>;
  trace(workspaceId: string, requestId: string): Promise<PersonTrace>;
  /** Ends the request; what it looked for is forgotten where it was `completed`. */
  finish(
    workspaceId: string,
    requestId: string,
    end: { proof: PrivacyProof | null; error: string | null; at: number },
  ): Promise<void>;
}

/** Reads the histories of workflows. */
export interface HistoryScanner {
  /** @returns how many histories were read and how often something stood in one */
  search(
    workflowIds: readonly string[],
    needles: Needles,
  ): Promise<{ workflows: number; address: number; name: number }>;
}

export interface PrivacyRepository {
  /** @throws DomainError `privacy_request.not_found` */
  get(workspaceId: string, id: string): Promise<PrivacyRecord>;
  /** Newest first. */
  list(workspaceId: string, query: ListPrivacyRequests): Promise<Page<PrivacyRecord>>;
  /** What the person asked for themselves: the newest of each kind. */
  asked(workspaceId: string, subscriberId: string): Promise<readonly PrivacyRecord[]>;
  /**
   * Writes down that a person asks, by themselves; it waits for an answer. One of a kind waits at a time.
   * @returns whether they wait now; not when they are erased
   * @throws DomainError `subscriber.not_found`
   */
  ask(request: {
    id: string;
    workspaceId: string;
    subscriberId: string;
    kind: PrivacyRequest['kind'];
    at: number;
  }): Promise<boolean>;
  /**
   * Notes the answer to a request that waits; `reason` where it is declined, null where the copy was handed out.
   * @returns false where it does not wait (any more)
   */
  answer(
    workspaceId: string,
    id: string,
    answer: { reason: string | null; answeredBy: string; at: number },
  ): Promise<boolean>;
  /** Notes that somebody was given everything that is held on a person. */
  noteExport(request: {
    id: string;
    workspaceId: string;
    subscriberId: string;
    requestedBy: string;
    at: number;
  }): Promise<void>;
  /** Everything held on the person; instants are `Date`. @throws DomainError `subscriber.not_found` */
  person(workspaceId: string, subscriberId: string): Promise<Omit<PersonExport, 'generatedAt'>>;
}

/** What retention deletes. */
export interface RetentionStore {
  workspaces(): Promise<readonly { readonly id: string; readonly retention: Retention }[]>;
  /**
   * Deletes one batch of what is older than a rule allows.
   * @param at real ms
   * @returns rows; 0 when there is no more
   */
  sweep(workspaceId: string, rule: RetentionRule, at: number): Promise<number>;
}
/** Rules of a workspace with their days, and `erased`: late writes about people who were erased. */
export type RetentionRule =
  | { readonly kind: Exclude<keyof Retention, 'exportDays'>; readonly days: number }
  | { readonly kind: 'expiredExports' }
  | { readonly kind: 'erased' };
