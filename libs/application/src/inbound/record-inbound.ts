import type { InboundKind } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Clock } from '../clock.js';
import type { Log } from '../logger.js';
import type { TokenPurpose, Tokens } from '../message/token-port.js';
import type { Orchestrator } from '../orchestrator-port.js';
import { tellChanged } from '../tell-changed.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import { decideAct, type InboundDecision } from './decide-act.js';
import type { InboundRepository, MailParser, MessageAbout, NewInbound, Recognised } from './inbound-port.js';
import { isTokenShaped, readSignedAddress, type SignedAddress } from './signed-address.js';

/** A mail as SMTP delivers it. */
export interface InboundMail {
  /** Envelope sender; empty for the null sender of bounces. */
  readonly mailFrom: string;
  readonly rcptTo: readonly string[];
  readonly raw: Uint8Array;
}

/** A mail that is committed, with all that it does. */
export interface RecordedInbound {
  readonly id: string;
  /** Settles when the workflows have been told, which nobody has to wait for. Never rejects. */
  readonly told: Promise<void>;
}

const NOBODY_TO_TELL = Promise.resolve();

export interface RecordInboundPorts {
  readonly inbound: Pick<InboundRepository, 'addAndAct' | 'findMessages'>;
  readonly workspaces: Pick<WorkspaceRepository, 'oldest'>;
  readonly parser: Pick<MailParser, 'parseHeader' | 'recognise'>;
  readonly tokens: Tokens;
  readonly orchestrator: Pick<Orchestrator, 'signalChanged'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** A message of ours that a mail is about, and what the address that it came to was made for. */
interface Subject {
  readonly about: MessageAbout;
  readonly purpose: TokenPurpose | null;
}

const BECAUSE: Record<Exclude<InboundKind, 'captured' | 'other' | 'auto-reply'>, string> = {
  reply: 'the subscriber replied',
  bounce: 'mail to the subscriber bounced',
  complaint: 'the subscriber complained',
  unsubscribe: 'the subscriber unsubscribed',
};

/**
 * Takes a mail: says what it is, finds the messages of ours that it is about, and commits both the mail and what it does
 * to those people. The SMTP app answers 250 after this returns; workflows are told after the commit,
 * without holding up the answer.
 *
 * It is about the messages that its recipients' signed addresses name, else those of the signed addresses and
 * Message-IDs in the mail that it returns, else the one that it answers (In-Reply-To, References). A copy of our own
 * outgoing mail, known by its signed envelope sender, is captured. Nothing is ever sent in answer.
 */
export class RecordInbound {
  constructor(private readonly ports: RecordInboundPorts) {}

  /** @throws DomainError `inbound.no_workspace` when there is no workspace at all */
  async execute(mail: InboundMail): Promise<RecordedInbound> {
    const { inbound, parser, tokens, clock } = this.ports;
    const signed = mail.rcptTo.map((address) => readSignedAddress(tokens, address)).filter((one) => one !== null);
    const sender = readSignedAddress(tokens, mail.mailFrom);
    if (signed.length === 0 && sender?.purpose === 'bounce') {
      const [own] = await inbound.findMessages([sender.messageId], []);
      if (own !== undefined) return await this.keep(mail, 'captured', own);
    }
    const recognised = await parser.recognise(mail.raw, { mailFrom: mail.mailFrom, isAddressed: signed.length > 0 });
    const subjects = await this.subjectsOf(signed, recognised);
    if (subjects.length === 0)
      return await this.keep(mail, mail.rcptTo.some(isTokenShaped) ? 'other' : 'captured', null);
    const now = clock.now();
    return await this.act(
      mail,
      subjects.map(({ about, purpose }) => ({ about, ...decideAct(about, recognised, purpose, now) })),
    );
  }

  /** Stores a mail that does nothing. */
  private async keep(mail: InboundMail, kind: InboundKind, about: MessageAbout | null): Promise<RecordedInbound> {
    const workspaceId = about?.workspaceId ?? (await this.oldestWorkspace());
    const row = await this.row(mail, { workspaceId, kind, messageId: about?.id ?? null, detail: null });
    await this.ports.inbound.addAndAct([row], []);
    return { id: row.id, told: NOBODY_TO_TELL };
  }

  private async act(
    mail: InboundMail,
    decisions: readonly (InboundDecision & { about: MessageAbout })[],
  ): Promise<RecordedInbound> {
    const rows = new Map<string, NewInbound>();
    for (const { about, kind, detail } of decisions) {
      // one mail may be about people of several workspaces: each sees it
      if (rows.has(about.workspaceId)) continue;
      rows.set(
        about.workspaceId,
        await this.row(mail, { workspaceId: about.workspaceId, kind, messageId: about.id, detail }),
      );
    }
    const [first] = rows.values();
    if (first === undefined) throw new Error('a mail about a message belongs to no workspace');
    const acts = decisions.flatMap(({ act }) => (act === null ? [] : [act]));
    const { ended, waiting } = await this.ports.inbound.addAndAct([...rows.values()], acts);
    const kind = decisions[0]?.kind ?? 'other';
    const because = kind in BECAUSE ? BECAUSE[kind as keyof typeof BECAUSE] : 'a mail came in';
    return { id: first.id, told: tellChanged(this.ports, [...new Set([...ended, ...waiting])], because) };
  }

  /** The messages that a mail is about; none where it names none of ours. */
  private async subjectsOf(signed: readonly SignedAddress[], recognised: Recognised): Promise<readonly Subject[]> {
    const byAddress = await this.find(signed);
    if (byAddress.length > 0) return byAddress;
    const isReport = recognised.kind !== 'reply' && recognised.kind !== 'auto-reply';
    if (isReport) {
      const returned = recognised.returnedAddresses
        .map((address) => readSignedAddress(this.ports.tokens, address))
        .filter((one) => one !== null);
      const [byReturned] = await this.find(returned);
      // the address stood in the mail that came back: it says which mail, not what this one is for
      if (byReturned !== undefined) return [{ about: byReturned.about, purpose: null }];
    }
    const headers = [...(isReport ? recognised.returnedIds : []), ...recognised.references];
    if (headers.length === 0) return [];
    const messages = await this.ports.inbound.findMessages([], headers);
    const nearest = headers
      .map((header) => messages.find(({ messageIdHeader }) => messageIdHeader === header))
      .find((message) => message !== undefined);
    return nearest === undefined ? [] : [{ about: nearest, purpose: null }];
  }

  /** In the order of the addresses, each message once; the address that asks for most wins. */
  private async find(signed: readonly SignedAddress[]): Promise<readonly Subject[]> {
    if (signed.length === 0) return [];
    const purposes = new Map<string, TokenPurpose>();
    for (const { messageId, purpose } of signed)
      if (!purposes.has(messageId) || purpose === 'unsubscribe') purposes.set(messageId, purpose);
    const messages = await this.ports.inbound.findMessages([...purposes.keys()], []);
    return [...purposes].flatMap(([id, purpose]) => {
      const about = messages.find((message) => message.id === id);
      return about === undefined ? [] : [{ about, purpose }];
    });
  }

  private async row(
    mail: InboundMail,
    what: Pick<NewInbound, 'workspaceId' | 'kind' | 'messageId' | 'detail'>,
  ): Promise<NewInbound> {
    const header = await this.ports.parser.parseHeader(mail.raw);
    return {
      id: newId(),
      ...what,
      mailFrom: mail.mailFrom,
      rcptTo: mail.rcptTo,
      fromHeader: header.from,
      subject: header.subject,
      messageIdHeader: header.messageId,
      raw: mail.raw,
      receivedAt: this.ports.clock.now(),
    };
  }

  private async oldestWorkspace(): Promise<string> {
    const oldest = await this.ports.workspaces.oldest();
    if (oldest !== null) return oldest.id;
    throw new DomainError('inbound.no_workspace', 'There is no workspace that could take this mail: create one first.');
  }
}
