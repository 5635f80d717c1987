import type { Inbound, InboundQuery, Page } from '@dripemails/contracts';

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
  readonly raw: Uint8Array;
  readonly receivedAt: number;
}

/** A stored mail; instants are real ms. */
export type InboundRecord = Omit<NewInbound, 'raw'> & { readonly size: number; readonly enrollmentId: string | null };

export interface InboundRepository {
  /** Commits before it returns: the SMTP app answers 250 after this. */
  add(mail: NewInbound): Promise<void>;
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

export interface MailParser {
  /** Only the header, cheap enough for every mail that comes in. Malformed input yields empty fields, never an error. */
  parseHeader(raw: Uint8Array): Promise<MailHeader>;
  parse(raw: Uint8Array): Promise<ParsedMail>;
}
