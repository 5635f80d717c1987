import { DomainError } from '@dripemails/domain';
import type { Tokens } from '../message/token-port.js';
import type { WorkspaceRecord, WorkspaceRepository } from '../workspace/workspace-port.js';
import type { Evidence } from './consent-port.js';

/** Whom a link in a mail is about. */
export interface MailLinkTarget {
  readonly workspaceId: string;
  readonly subscriberId: string;
  /** The address that the mail went to; the person may have another by now. */
  readonly email: string;
  readonly status: string;
  /** What else keeps mail from the address: `byTheirNo` is taken back by a confirmation, `otherwise` by nothing of theirs. */
  readonly suppressed: 'byTheirNo' | 'otherwise' | null;
  /** The list by which the mail came; null where it came in another way. */
  readonly list: { readonly id: string; readonly name: string } | null;
}

export interface MailLinkReader {
  /** Whom a mail went to; null when the mail or the person is gone. */
  target(messageId: string): Promise<MailLinkTarget | null>;
}

export interface MailLinkPorts {
  readonly mailLinks: MailLinkReader;
  readonly tokens: Pick<Tokens, 'verify'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
}

/**
 * Whether mail goes to a person, as far as their pages tell: it does; it would once they confirm it by a mail; no page can
 * bring it, whatever stands in the way; they were erased.
 */
export type Mailing = 'goes' | 'afterConfirmation' | 'stopped' | 'erased';

/** A link that is ours: whom it is about, and in whose name. */
export interface OpenedLink extends MailLinkTarget {
  readonly workspace: WorkspaceRecord;
  readonly mailing: Mailing;
}

/** Who holds a link, as far as a request tells. */
export interface Visitor {
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** Characters of a user agent that are kept. */
const USER_AGENT_LIMIT = 400;

/** What the consent log says of a visitor's choice. @param at real ms */
export function evidenceOf(visitor: Visitor, source: string, reason: string | null, at: number): Evidence {
  const userAgent = visitor.userAgent?.slice(0, USER_AGENT_LIMIT) ?? null;
  return { source, text: '', ip: visitor.ip, userAgent, reason, at };
}

/**
 * Reads the token that every marketing mail carries in its links. Whoever has the mail has it: it opens what its reader
 * may choose for themselves, and nothing else.
 * @throws DomainError `message.not_found` for a token that is not ours, or of a mail that is gone
 */
export async function openMailLink(ports: MailLinkPorts, token: string): Promise<OpenedLink> {
  const id = ports.tokens.verify('unsubscribe', token);
  const target = id === null ? null : await ports.mailLinks.target(id);
  if (target === null)
    throw new DomainError('message.not_found', 'This link is not valid. Use the link of a mail that you received.');
  return { ...target, workspace: await ports.workspaces.get(target.workspaceId), mailing: mailingOf(target) };
}

function mailingOf({ status, suppressed }: MailLinkTarget): Mailing {
  if (status === 'erased') return 'erased';
  if (status === 'complained' || suppressed === 'otherwise') return 'stopped';
  return status === 'active' && suppressed === null ? 'goes' : 'afterConfirmation';
}
