import type { EmailStep } from '@dripemails/domain';
import type { EnrollmentSnapshot } from '../enrollment/enrollment-port.js';
import type { WorkspaceRecord } from '../workspace/workspace-port.js';
import { TrackedAddresses } from '../tracking/tracked-address.js';
import type { MessageRenderer, RenderData } from './renderer-port.js';
import type { TextTokens, Tokens } from './token-port.js';
import type { OutgoingMessage } from './transport-port.js';

/** Where bounces, replies and unsubscribe requests come back to. */
export interface ReturnAddresses {
  /** Origin of the API, such as `https://api.example.com`. */
  readonly apiUrl: string;
  /** Domain whose mail reaches our SMTP app. */
  readonly inboundDomain: string;
}

export interface ComposeInput {
  readonly workspace: WorkspaceRecord;
  readonly snapshot: EnrollmentSnapshot;
  readonly step: EmailStep;
  /** Names the template for the renderer's cache. */
  readonly templateKey: string;
  /** Id of the ledger row; signed into every address that can come back. */
  readonly rowId: string;
  readonly messageId: string;
  /** Real ms. */
  readonly now: number;
}

/** What the headers of a marketing mail say. */
export interface MarketingHeaderInput {
  /** Where a mail program POSTs to unsubscribe with one click (RFC 8058). */
  readonly unsubscribeUrl: string;
  /** Address to which a mail unsubscribes, or null where there is none. */
  readonly unsubscribeMailto: string | null;
  /** The list in words, and its identifier: a domain name below one of ours (RFC 2919). */
  readonly listId: { readonly name: string; readonly domain: string };
  /** `campaign:workspace:kind:sender`; Gmail reports complaints by each of the four. */
  readonly feedbackId: string;
}
/** Builds the header fields that every marketing mail carries. */
export type MarketingHeaders = (input: MarketingHeaderInput) => Record<string, string>;

/** Makes one person's mail of a step: rendered parts, signed addresses to open, click, reply and return to (VERP),
 * and marketing headers. */
export class ComposeMessage {
  constructor(
    private readonly ports: {
      renderer: MessageRenderer;
      tokens: Tokens & TextTokens;
      addresses: ReturnAddresses;
      marketingHeaders: MarketingHeaders;
    },
  ) {}

  /** @throws DomainError `template.invalid` */
  async execute({
    workspace,
    snapshot,
    step,
    templateKey,
    rowId,
    messageId,
    now,
  }: ComposeInput): Promise<OutgoingMessage> {
    const { renderer, tokens, addresses } = this.ports;
    const { subscriber } = snapshot;
    const unsubscribeToken = tokens.sign('unsubscribe', rowId);
    const unsubscribeUrl = `${addresses.apiUrl}/u/${unsubscribeToken}`;
    const preferencesUrl = `${addresses.apiUrl}/p/${unsubscribeToken}`;
    const data: RenderData = {
      subscriber,
      workspace: { name: workspace.name, postalAddress: workspace.postalAddress },
      unsubscribeUrl,
      preferencesUrl,
    };
    const tracked = new TrackedAddresses(tokens, addresses.apiUrl);
    const content = await renderer.render(step, data, templateKey, {
      pixelUrl: tracked.pixel(rowId),
      linkUrl: (url) => (url === unsubscribeUrl || url === preferencesUrl ? null : tracked.link(rowId, url)),
    });
    const domain = addresses.inboundDomain;
    return {
      messageId,
      date: new Date(now),
      from: workspace.sender,
      to: { name: [subscriber.firstName, subscriber.lastName].filter(Boolean).join(' '), email: subscriber.email },
      replyTo: `r+${tokens.sign('reply', rowId)}@${domain}`,
      returnPath: `b+${tokens.sign('bounce', rowId)}@${domain}`,
      ...content,
      headers: this.ports.marketingHeaders({
        unsubscribeUrl,
        unsubscribeMailto: `u+${unsubscribeToken}@${domain}`,
        listId: { name: snapshot.sequenceName, domain: `${snapshot.sequenceId}.${domain}` },
        feedbackId: `${snapshot.sequenceId}:${workspace.id}:sequence:drip`,
      }),
    };
  }
}
