import type { FormField, FormTheme, FormThanks, Page, PageQuery } from '@dripemails/contracts';
import type { Evidence } from '../consent/consent-port.js';
import type { NewOptIn } from '../opt-in/opt-in-port.js';
import type { FieldValues } from '../subscriber/subscriber-port.js';

/** What can be written of a form. */
export interface FormContent {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly fields: readonly FormField[];
  readonly submitLabel: string;
  /** What the visitor agrees to; empty for none. */
  readonly consentText: string;
  /** Whether every new person confirms by mail, also where the lists do not ask for it. */
  readonly doubleOptIn: boolean;
  readonly listIds: readonly string[];
  readonly tags: readonly string[];
  readonly theme: FormTheme;
  readonly thanks: FormThanks;
}

/** A sign-up form; instants are real ms. */
export interface FormRecord extends FormContent {
  readonly id: string;
  readonly workspaceId: string;
  readonly submissions: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A form as somebody filled it in, checked. */
export interface Submission {
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly fields: FieldValues;
  /** Real ms and where it came from, with the words agreed to. */
  readonly evidence: Evidence;
  /** Of the request to confirm, where one is needed; real ms. */
  readonly dueAt: number;
  readonly expiresAt: number;
}

/** What a submission did. */
export interface Submitted {
  /** Null where nobody may be mailed at this address. */
  readonly subscriberId: string | null;
  /** Whether the person has something to confirm. */
  readonly isToConfirm: boolean;
  /** The request that was opened; none where one is pending. */
  readonly opened: readonly NewOptIn[];
  /** The live enrollments that wait for something in it, to be told. */
  readonly waiting: readonly string[];
}

export interface FormRepository {
  /** @throws DomainError `form.name_taken` */
  create(workspaceId: string, form: FormContent & { id: string }): Promise<void>;
  /** @throws DomainError `form.not_found`, `form.name_taken` */
  update(
    workspaceId: string,
    id: string,
    change: { readonly [K in keyof FormContent]?: FormContent[K] | undefined },
  ): Promise<void>;
  /** What it brought stays. @throws DomainError `form.not_found` */
  delete(workspaceId: string, id: string): Promise<void>;
  /** @throws DomainError `form.not_found` */
  get(workspaceId: string, id: string): Promise<FormRecord>;
  list(workspaceId: string, query: PageQuery): Promise<Page<FormRecord>>;
  /** For visitors, who know no workspace; null where there is none. */
  find(id: string): Promise<FormRecord | null>;
  /**
   * Takes a submission in one transaction: the person (what is known of somebody stays; blanks are filled), lists and tags,
   * the consent log, the event with what it sets off, the request to confirm. Consent is never raised: who unsubscribed
   * stays so until they confirm. Lists that are gone are left out; as nobody knows any more whether they asked, somebody new
   * confirms. Where nobody may be mailed at the address, only the count moves.
   */
  submit(form: FormRecord, submission: Submission): Promise<Submitted>;
}
