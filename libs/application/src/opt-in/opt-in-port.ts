import type { OptInRef } from '@dripemails/contracts/workflow';
import type { OptInProgress, OptInState } from '@dripemails/domain';
import type { Evidence } from '../consent/consent-port.js';
import type { Claim, LedgerRow, Settlement } from '../enrollment/enrollment-port.js';
import type { NewEvent } from '../event/event-port.js';
import type { RenderData } from '../message/renderer-port.js';

/** Who is asked to confirm what. */
export interface OptInRequest {
  readonly subscriberId: string;
  /** The list to be joined; null for mail of the workspace as a whole. */
  readonly listId: string | null;
  /** All that are to be joined, where they are several. */
  readonly listIds?: readonly string[];
  /** The form that it came from. */
  readonly formId: string | null;
  /** In words, such as `Form 'Newsletter'`, `Import`, `API`. */
  readonly source: string;
  readonly evidence: Evidence;
  /**
   * Somebody else puts the person there: a member, an API call, an import. Who said no, or was asked before, is not asked
   * again then. Where the person asks, a pending request gets another mail, unless one went out a moment ago.
   */
  readonly isWrite?: boolean;
}

/**
 * Asks people by mail whether they agree, and gets them in once they do. Who is asked already is not asked twice; who
 * complained, was erased or is suppressed is not asked at all.
 */
export interface OptInStarter {
  /**
   * Harmless when repeated: a request that is pending for this person and list stays the one. The workflow is started at
   * once, or by the reconciler where Temporal cannot be reached.
   * @throws DomainError `subscriber.not_found`, `list.not_found`
   */
  start(workspaceId: string, request: OptInRequest): Promise<void>;
  /** `start` for many, such as a batch of an import. People and lists that are gone are left out. */
  startMany(
    workspaceId: string,
    subscriberIds: readonly string[],
    listId: string | null,
    source: string,
  ): Promise<void>;
  /**
   * Starts the requests that a transaction of somebody else's opened for these people, such as that of a step or of a page
   * of bulk work. Never fails: what cannot be started now is the reconciler's case.
   */
  startOpened(workspaceId: string, subscriberIds: readonly string[]): Promise<void>;
}

/** A request as it is shown; instants are real ms. */
export interface OptInRecord {
  readonly id: string;
  readonly subscriberId: string;
  readonly list: { readonly id: string; readonly name: string } | null;
  /** All that it is about, named as when it was asked: confirming joins these and no other. */
  readonly lists: readonly { readonly id: string; readonly name: string }[];
  readonly formId: string | null;
  readonly state: OptInState;
  readonly source: string;
  readonly sent: number;
  readonly requestedAt: number;
  readonly dueAt: number;
  readonly expiresAt: number;
  readonly endedAt: number | null;
}

/** How a list asks; see the contract. */
export interface ConfirmationSettings {
  readonly subject?: string | undefined;
  readonly html?: string | undefined;
  readonly reminderAfterDays: number | null;
  readonly expiresAfterDays: number;
}

/** A request with all that deciding and sending need. */
export interface OptInSnapshot extends OptInRecord, OptInProgress {
  readonly workspaceId: string;
  readonly confirmation: ConfirmationSettings;
  readonly subscriber: RenderData['subscriber'] & { readonly id: string };
  /** The latest mail, with the address that it went to. */
  readonly message: (Omit<LedgerRow, 'stepId'> & { readonly to: string }) | null;
}

/** What a link in a confirmation mail names. */
export interface ConfirmationLink {
  readonly ref: OptInRef;
  /** Where the mail went; null where the link names the request and its mails went to several addresses. */
  readonly mailedTo: string | null;
}

/** A request to be opened. */
export interface NewOptIn {
  readonly id: string;
  readonly subscriberId: string;
}
export interface OptInOpening {
  /** See `OptInRequest.isWrite`. */
  readonly isWrite: boolean;
  readonly listId: string | null;
  /** See `OptInRequest.listIds`. */
  readonly listIds?: readonly string[];
  readonly formId: string | null;
  readonly source: string;
  readonly evidence: Evidence;
  readonly dueAt: number;
  readonly expiresAt: number;
}

/** A confirmation mail that is about to go; it is of no step, and no limit on marketing mails holds it up. */
export type ConfirmationClaim = Omit<Claim, 'stepId' | 'cap'>;

/** What became of a confirmation mail. */
export interface ConfirmationSettlement {
  readonly messageRowId: string;
  readonly fence: number;
  readonly message: Settlement['message'];
  /** 1 where the mail went out or may have. */
  readonly sent: 0 | 1;
  /** When the next mail is due; kept out when the row was changed meanwhile. */
  readonly dueAt: number;
  readonly events: readonly NewEvent[];
}

export interface OptInRepository {
  /**
   * Opens requests for those people who may be asked and have something to confirm, with the membership to be confirmed,
   * their consent lines and events: one statement.
   * @returns those that were opened; a request that is pending already stays the one
   */
  open(workspaceId: string, people: readonly NewOptIn[], opening: OptInOpening): Promise<readonly NewOptIn[]>;
  /** With those of its lists that are left: when none is, it is about mail as a whole. Null when it is gone, with its person. */
  load(ref: OptInRef): Promise<OptInSnapshot | null>;
  /** What the link in a mail is about, by the id of the mail (or of the request) that is signed in it; null when it is gone. */
  linkOf(id: string): Promise<ConfirmationLink | null>;
  /** The pending request of a person for exactly these lists; none is mail of the workspace as a whole. */
  pending(workspaceId: string, subscriberId: string, listIds: readonly string[]): Promise<string | null>;
  /**
   * Whether the person has unsubscribed, or left this list by their own will, and no request of theirs for it is pending:
   * asking is then a matter of their own wish. Not told of those who may not be asked at all.
   */
  saidNo(workspaceId: string, subscriberId: string, listId: string | null): Promise<boolean>;
  /** The pending requests of these people that were never handed to Temporal. */
  unstartedOf(workspaceId: string, subscriberIds: readonly string[]): Promise<readonly NewOptIn[]>;
  /** Newest first. */
  ofSubscriber(workspaceId: string, subscriberId: string, limit: number): Promise<readonly OptInRecord[]>;
  /**
   * The gate, one transaction: the request is pending and unchanged, the person may be asked and has this address still.
   * @returns null when something changed
   */
  claim(snapshot: OptInSnapshot, claim: ConfirmationClaim): Promise<{ id: string; fence: number } | null>;
  /** @returns the new revision; null when the attempt is not ours any more */
  settle(ref: OptInRef, revision: number, settlement: ConfirmationSettlement): Promise<number | null>;
  /** Ends a pending request; false when the row changed meanwhile. */
  end(
    ref: OptInRef,
    revision: number,
    outcome: Exclude<OptInState, 'pending' | 'confirmed'>,
    event: NewEvent,
  ): Promise<boolean>;
  /**
   * Makes another mail due at once and lets its link be good as long as that of a first one, unless a mail went out after
   * `notSince` or there were too many; real ms.
   */
  renew(
    ref: OptInRef,
    times: { readonly dueAt: number; readonly expiresAt: number; readonly notSince: number },
  ): Promise<boolean>;
  /**
   * The person confirmed: gives consent (see `ConsentRepository.grant`) for those of the lists that are left, or mail as a
   * whole, and ends the request, in one transaction; what a submitted form was to set off happens now.
   * @param mailedTo where the mail went whose link was used: it confirms nothing of who has another address by now
   * @returns the live enrollments to be told; null when the request is over, or the person may not be asked any more
   */
  confirm(ref: OptInRef, mailedTo: string, evidence: Evidence): Promise<readonly string[] | null>;
  markStarted(ids: readonly string[], at: number): Promise<void>;
  /** Pending, asked for before, and never handed to Temporal; across workspaces, for the reconciler. */
  unstarted(before: number, limit: number): Promise<readonly OptInRef[]>;
  /** Pending with something due before. */
  overdue(before: number, limit: number): Promise<readonly OptInRef[]>;
  /** Whose mail was being sent by a worker that is gone since. */
  lostAttempts(before: number, limit: number): Promise<readonly OptInRef[]>;
}

/** What placeholders of a confirmation mail can name. */
export interface ConfirmationData {
  readonly subscriber: RenderData['subscriber'];
  readonly workspace: RenderData['workspace'];
  readonly list: { readonly name: string };
  readonly confirmUrl: string;
}

/** Makes confirmation mails. They carry the postal address, and no way to unsubscribe from what nobody has joined yet. */
export interface ConfirmationRenderer {
  /**
   * @param template parts that are absent are the default
   * @throws DomainError `template.invalid`, also where the link is not in what came out
   */
  render(
    template: { readonly subject?: string | undefined; readonly html?: string | undefined },
    data: ConfirmationData,
  ): { readonly subject: string; readonly html: string; readonly text: string };
}
