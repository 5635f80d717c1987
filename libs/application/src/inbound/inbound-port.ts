import type { Inbound, InboundQuery, Page } from '@dripemails/contracts';
import type { EventKind } from '../event/event-port.js';
import type { Withdrawal } from '../subscriber/subscriber-port.js';

/** A mail as the SMTP app took it, with what its header says. */
export interface NewInbound {
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: Inbound['kind'];
  readonly mailFrom: string;
  readonly rcptTo: readonly string[];
  readonly fromHeader: string;
  readonly subject: string;
  readonly messageIdHeader: string | null;
  /** The message of ours that it is or is about. */
  readonly messageId: string | null;
  /** What it says in short, such as `5.1.1 user unknown`; without addresses. */
  readonly detail: string | null;
  readonly raw: Uint8Array;
  readonly receivedAt: number;
}

/** A stored mail; instants are real ms. */
export type InboundRecord = Omit<NewInbound, 'raw'> & { readonly size: number; readonly enrollmentId: string | null };

/** A message of ours that a mail may be about. */
export interface MessageAbout {
  readonly id: string;
  readonly workspaceId: string;
  readonly subscriberId: string;
  readonly enrollmentId: string | null;
  readonly stepId: string | null;
  readonly to: string;
  /** Its Message-ID. */
  readonly messageIdHeader: string;
  /** Names of the sequence that sent it and of the list that had brought the person there; null where there is none. */
  readonly sequenceName: string | null;
  readonly listName: string | null;
}

/** What a mail does to the person whose message it is about. */
export interface InboundAct {
  readonly about: MessageAbout;
  readonly event: {
    readonly kind: Extract<EventKind, 'replied' | 'auto-replied' | 'bounced' | 'complained' | 'unsubscribed'>;
    readonly what: string;
    readonly why: string | null;
    /** With `bounced`: what it means for the address. */
    readonly name: string | null;
  };
  /** A reply ends the enrollment where its version says so; a withdrawal takes consent away. */
  readonly then: 'record' | 'reply' | Withdrawal;
}

/** Enrollments to be told after the commit. */
export interface Acted {
  readonly ended: readonly string[];
  /** Those that go on and wait for what happened. */
  readonly waiting: readonly string[];
}

export interface InboundRepository {
  /**
   * Stores a mail, once for each workspace it is about, and does what it asks for, in one transaction: it commits before
   * it returns, and the SMTP app answers 250 after this. The end of an enrollment takes the lock on its row, so that no
   * send can be claimed afterwards. A mail that comes a second time, because its sender did not hear the 250, is stored
   * and does nothing more.
   */
  addAndAct(mails: readonly NewInbound[], acts: readonly InboundAct[]): Promise<Acted>;
  /** The messages with these ids of ours or these Message-IDs; what there is of them, in no order. */
  findMessages(ids: readonly string[], messageIdHeaders: readonly string[]): Promise<readonly MessageAbout[]>;
  list(workspaceId: string, query: InboundQuery): Promise<Page<InboundRecord>>;
  /** @throws DomainError `inbound.not_found` */
  get(workspaceId: string, id: string): Promise<InboundRecord>;
  /** @throws DomainError `inbound.not_found` */
  raw(workspaceId: string, id: string): Promise<Uint8Array>;
  /** Whether a mail with this Message-ID was captured: our own relay's answer to an inquiry. */
  hasMessageId(messageIdHeader: string): Promise<boolean>;
}

/** The header of a mail, decoded (RFC 2047). */
export interface MailHeader {
  readonly from: string;
  readonly subject: string;
  readonly messageId: string | null;
}

/** A whole mail, for reading. */
export interface ParsedMail {
  /** Sanitised: no scripts, no forms, no remote content that could track. */
  readonly html: string | null;
  readonly text: string | null;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly attachments: readonly { readonly filename: string; readonly contentType: string; readonly size: number }[];
}

/** What a report says of one recipient of a mail that was not delivered. */
export interface BouncedRecipient {
  /** Original and final recipient, as far as they are told. */
  readonly addresses: readonly string[];
  /** `failed` or `delayed`; others are no bounces. */
  readonly action: string;
  /** Enhanced status code (RFC 3463). */
  readonly status: string | null;
  /** In the words of the system that refused. */
  readonly diagnostic: string;
}

/** What a mail is, judged by itself; whether it is about a mail of ours is another question. */
export interface Recognised {
  readonly kind: 'bounce' | 'complaint' | 'auto-reply' | 'unsubscribe' | 'reply' | 'other';
  /** With `bounce`: who was not reached and why; at least one. */
  readonly recipients: readonly BouncedRecipient[];
  /** In short, why it was taken for this. */
  readonly detail: string | null;
  /** Message-IDs that it answers, the nearest first: In-Reply-To, then References from the newest. */
  readonly references: readonly string[];
  /** Message-IDs of the mails that it returns. */
  readonly returnedIds: readonly string[];
  /** Local parts of signed addresses in the mails that it returns, such as `b+0a1b…`. */
  readonly returnedAddresses: readonly string[];
}

/** What is known of a mail beside itself. */
export interface MailContext {
  /** Envelope sender; empty for the null sender. */
  readonly mailFrom: string;
  /** Whether it came to a signed address of ours; else it is looked into only where its header gives reason to. */
  readonly isAddressed: boolean;
}

export interface MailParser {
  /** Tells what a mail is. Malformed input is judged by what can be read, and never an error. */
  recognise(raw: Uint8Array, context: MailContext): Promise<Recognised>;
  /** Only the header, cheap enough for every mail that comes in. Malformed input yields empty fields, never an error. */
  parseHeader(raw: Uint8Array): Promise<MailHeader>;
  parse(raw: Uint8Array): Promise<ParsedMail>;
}
