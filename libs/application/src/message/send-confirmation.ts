import type { OptInPlan, OptInRef } from '@dripemails/contracts/workflow';
import { confirmationMessageId, DomainError, emailDomain, planOptIn } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Clock } from '../clock.js';
import type { Log } from '../logger.js';
import { askedFor } from '../opt-in/asked-for.js';
import { recordOutcome } from './record-outcome.js';
import type { ConfirmationRenderer, OptInRepository, OptInSnapshot } from '../opt-in/opt-in-port.js';
import { optInTiming } from '../opt-in/opt-in-timing.js';
import { planForGone, type ReplanOptIn } from '../opt-in/replan-opt-in.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { SubscriberRepository } from '../subscriber/subscriber-port.js';
import { tellChanged } from '../tell-changed.js';
import type { WorkspaceRecord, WorkspaceRepository } from '../workspace/workspace-port.js';
import type { ReturnAddresses } from './compose-message.js';
import { type ConfirmationAttempt, confirmationConsequence } from './confirmation-consequence.js';
import { ATTEMPT_MS, FOUND, SETTLE_MS } from './lost-attempt.js';
import type { Tokens } from './token-port.js';
import type { MessageTransport, OutgoingMessage, RelayInquiry, SendOutcome } from './transport-port.js';

export interface SendConfirmationPorts {
  readonly optIns: OptInRepository;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly subscribers: Pick<SubscriberRepository, 'withdraw'>;
  readonly confirmations: ConfirmationRenderer;
  readonly tokens: Tokens;
  readonly addresses: ReturnAddresses;
  readonly transport: MessageTransport;
  readonly relay: RelayInquiry;
  readonly orchestrator: Pick<Orchestrator, 'signalChanged'>;
  /** Told of every outcome, for the metrics. */
  readonly onOutcome: (kind: SendOutcome['kind'], seconds: number) => void;
  readonly clock: Clock;
  readonly log: Log;
}

const MAX_RACES = 10;

/**
 * Sends one confirmation mail at most once, by the same way as `SendMessage`: decide → claim → transmit → record → plan.
 * It is no marketing mail: it asks for consent, so it goes to people who have not given it, and has nothing to
 * unsubscribe from. Whom it may not go to is decided by the claim, in one transaction with it.
 */
export class SendConfirmation {
  constructor(
    private readonly ports: SendConfirmationPorts,
    private readonly replan: ReplanOptIn,
  ) {}

  /** @returns what comes next */
  async execute(ref: OptInRef): Promise<OptInPlan> {
    for (let race = 0; race < MAX_RACES; race++) {
      const plan = await this.attempt(ref);
      if (plan !== null) return plan;
    }
    throw new Error(`request to confirm ${ref.optInId} changed ${MAX_RACES} times while its mail was being claimed`);
  }

  /** One pass; null when the row changed under it and it must start over. */
  private async attempt(ref: OptInRef): Promise<OptInPlan | null> {
    const { optIns, workspaces, clock } = this.ports;
    const snapshot = await optIns.load(ref);
    if (snapshot === null) return planForGone(clock.now());
    const workspace = await workspaces.get(ref.workspaceId);
    if (snapshot.message?.state === 'transmitting') return await this.settleLost(workspace, snapshot);
    const plan = planOptIn(snapshot, clock.now());
    if (plan.do !== 'sendConfirmation' || plan.at > clock.now()) return await this.replan.store(ref, snapshot, plan);
    return await this.send(workspace, snapshot);
  }

  private async send(workspace: WorkspaceRecord, snapshot: OptInSnapshot): Promise<OptInPlan | null> {
    const { optIns, transport, clock, onOutcome } = this.ports;
    const before = snapshot.message?.state === 'planned' ? snapshot.message : null;
    const occurrence = before?.occurrence ?? (snapshot.message?.occurrence ?? 0) + 1;
    const rowId = before?.id ?? newId();
    const mail = this.compose(workspace, snapshot, { occurrence, rowId });
    const began = clock.now();
    const leaseUntil = began + ATTEMPT_MS;
    const { messageId, subject, replyTo } = mail;
    const claim = await optIns.claim(snapshot, {
      ...{ id: rowId, occurrence, messageId, to: mail.to.email, subject, replyTo, leaseUntil, at: began },
    });
    if (claim === null) return null;
    // what the claim took of the lease is gone
    const outcome = await transport.send(mail, leaseUntil - clock.now());
    onOutcome(outcome.kind, (clock.now() - began) / 1000);
    if (outcome.kind === 'unknown') return planToAsk(leaseUntil, snapshot.revision);
    const attempts = (before?.attempts ?? 0) + 1;
    const row = { ...claim, attempts, firstAttemptAt: before?.firstAttemptAt ?? began };
    return await this.settle(workspace, snapshot, { row, subject }, outcome);
  }

  private compose(
    workspace: WorkspaceRecord,
    snapshot: OptInSnapshot,
    { occurrence, rowId }: { occurrence: number; rowId: string },
  ): OutgoingMessage {
    const { tokens, addresses, clock } = this.ports;
    const { subscriber } = snapshot;
    // the link names the mail, and so the address whose reader presses it
    const data = {
      subscriber,
      workspace: { name: workspace.name, postalAddress: workspace.postalAddress },
      list: { name: askedFor(snapshot) ?? workspace.name },
      confirmUrl: `${addresses.apiUrl}/confirm/${tokens.sign('confirm', rowId)}`,
    };
    const content = this.render(snapshot, data);
    return {
      messageId: confirmationMessageId({ optInId: snapshot.id, occurrence }, emailDomain(workspace.sender.email)),
      date: new Date(clock.now()),
      from: workspace.sender,
      to: { name: [subscriber.firstName, subscriber.lastName].filter(Boolean).join(' '), email: subscriber.email },
      replyTo: `r+${tokens.sign('reply', rowId)}@${addresses.inboundDomain}`,
      returnPath: `b+${tokens.sign('bounce', rowId)}@${addresses.inboundDomain}`,
      ...content,
      subject: snapshot.sent === 0 ? content.subject : `Reminder: ${content.subject}`,
      // no machine answers it (RFC 3834), and it is nothing to unsubscribe from
      headers: { 'Auto-Submitted': 'auto-generated' },
    };
  }

  /** The list's own mail; the default where its template fails for this person, since the person waits for it. */
  private render({ id, confirmation }: OptInSnapshot, data: Parameters<ConfirmationRenderer['render']>[1]) {
    try {
      return this.ports.confirmations.render(confirmation, data);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'template.invalid') throw error;
      this.ports.log.warn({ optInId: id, err: error }, "a list's confirmation template failed; the default was used");
      return this.ports.confirmations.render({}, data);
    }
  }

  /** An attempt whose worker never reported: wait for its lease, then ask the relay what became of the mail. */
  private async settleLost(workspace: WorkspaceRecord, snapshot: OptInSnapshot): Promise<OptInPlan | null> {
    const { clock, relay, log } = this.ports;
    const { message } = snapshot;
    if (message === null) return null;
    const ask = planToAsk(message.leaseUntil ?? 0, snapshot.revision);
    if (ask.at > clock.now()) return ask;
    const verdict = await relay.ask(message.messageId);
    log.warn({ optInId: snapshot.id, messageId: message.id, verdict }, 'settled an interrupted attempt');
    const row = { ...message, firstAttemptAt: message.firstAttemptAt ?? clock.now() };
    const [outcome, retryInMs] = FOUND[verdict];
    const plan = await this.settle(workspace, snapshot, { row, subject: null }, outcome, retryInMs);
    return verdict === 'absent' ? null : plan;
  }

  private async settle(
    workspace: WorkspaceRecord,
    snapshot: OptInSnapshot,
    attempt: ConfirmationAttempt,
    outcome: SendOutcome,
    retryInMs?: number,
  ): Promise<OptInPlan | null> {
    const now = this.ports.clock.now();
    const timing = optInTiming(workspace, snapshot.confirmation);
    const settlement = confirmationConsequence(snapshot, attempt, outcome, { timing, now, retryInMs });
    const revision = await this.record(snapshot, settlement);
    // first the ledger: to withdraw cancels the request, and so changes its row
    if (outcome.kind === 'rejected' && outcome.scope === 'recipient') {
      await this.withdraw(snapshot, outcome.response);
      return null;
    }
    const after = { ...snapshot, sent: snapshot.sent + settlement.sent, dueAt: settlement.dueAt };
    if (revision !== snapshot.revision + 1) return null;
    const plan = planOptIn({ ...after, revision }, now);
    // an end has to be written down
    return plan.do === 'end' ? null : plan;
  }

  /** The relay knows no such address: nothing goes there any more. */
  private async withdraw(snapshot: OptInSnapshot, response: string): Promise<void> {
    const ended = await this.ports.subscribers.withdraw(snapshot.workspaceId, snapshot.subscriber.id, {
      status: 'bounced',
      outcome: 'bounced',
      what: 'The address bounced',
      why: response,
      at: this.ports.clock.now(),
    });
    await tellChanged(this.ports, ended, 'mail to the subscriber bounced');
  }

  private async record(
    snapshot: OptInSnapshot,
    settlement: Parameters<OptInRepository['settle']>[2],
  ): Promise<number | null> {
    const ref = { workspaceId: snapshot.workspaceId, optInId: snapshot.id };
    return await recordOutcome(this.ports.log, { optInId: snapshot.id }, () =>
      this.ports.optIns.settle(ref, snapshot.revision, settlement),
    );
  }
}

/** An attempt of which nobody knows the end is asked about once its lease is over, whether its worker lives or not. */
function planToAsk(leaseUntil: number, revision: number): OptInPlan {
  const why = 'Waiting to learn what became of an interrupted attempt';
  return { at: leaseUntil + SETTLE_MS, do: 'sendConfirmation', why, revision };
}
