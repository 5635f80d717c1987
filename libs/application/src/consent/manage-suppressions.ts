import type {
  AddSuppressions,
  ImportSuppressions,
  Page,
  Suppression,
  SuppressionCheck,
  SuppressionQuery,
  SuppressionsAdded,
} from '@dripemails/contracts';
import { DomainError, type FieldProblem, type SuppressionReason } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import { InstantPresenter } from '../present-instant.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import { parseSuppressedAddress, parseSuppressedDomain, parseSuppressionText } from './parse-suppressed.js';
import { sourceOf } from './source-of.js';
import type { NewSuppression, SuppressionRecord, SuppressionRepository } from './suppression-port.js';
import { tellEnded } from './tell-ended.js';

export interface SuppressionPorts {
  readonly suppressions: SuppressionRepository;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly orchestrator: Pick<Orchestrator, 'signalChanged'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Entries in one transaction of an import, so that locks on enrollments are short. */
const BATCH = 2000;
const SHOWN_REJECTIONS = 100;
const BECAUSE = 'the address was suppressed';

/** Reasons that an operator may take back: written down by somebody here, or an address that may work again. */
const REMOVABLE: readonly SuppressionReason[] = ['manual', 'imported', 'hardBounce'];

/** Why a suppression stays, in words. */
const STAYS: Partial<Record<SuppressionReason, string>> = {
  complaint: 'The person told their mailbox provider that our mail is spam: they are not written to again.',
  unsubscribed:
    'Somebody unsubscribed at this address, whose profile has another one now: only their own confirmation brings it back.',
  erased: 'The person was erased: only a hash is kept, so that they are not written to again.',
};

/** What is never mailed, whoever has it: addresses and whole domains. Every method is one small use case. */
export class ManageSuppressions {
  constructor(private readonly ports: SuppressionPorts) {}

  async list(actor: Actor, query: SuppressionQuery): Promise<Page<Suppression>> {
    const instants = await this.instants(actor);
    const page = await this.ports.suppressions.list(actor.workspaceId, query);
    return { items: page.items.map((record) => present(record, instants)), nextCursor: page.nextCursor };
  }

  /** @throws DomainError `input.invalid` naming each entry that is wrong; then nothing is suppressed */
  async add(actor: Actor, input: AddSuppressions): Promise<SuppressionsAdded> {
    const problems: FieldProblem[] = [];
    const parsed = [
      ...parseEach(input.addresses, 'addresses', parseSuppressedAddress, problems),
      ...parseEach(input.domains, 'domains', parseSuppressedDomain, problems),
    ];
    if (problems.length > 0)
      throw new DomainError('input.invalid', 'Some entries are no addresses or domains: correct them.', problems);
    const entries = [...new Map(parsed.map((entry) => [`${entry.kind} ${entry.value}`, entry])).values()];
    const { added, ended } = await this.suppress(actor, entries, 'manual', input.note);
    return { added, already: entries.length - added, rejected: [], rejectedCount: 0, ended };
  }

  /** Lines that are no address are told and left out; the rest is suppressed. */
  async import(actor: Actor, input: ImportSuppressions): Promise<SuppressionsAdded> {
    const { entries, rejected } = parseSuppressionText(input.text);
    const { added, ended } = await this.suppress(actor, entries, 'imported', input.note);
    return {
      ...{ added, already: entries.length - added, ended },
      ...{ rejected: rejected.slice(0, SHOWN_REJECTIONS), rejectedCount: rejected.length },
    };
  }

  /**
   * Takes an entry off the list. Nobody becomes active by it: who bounced still has to confirm.
   * @throws DomainError `suppression.not_found`, `suppression.permanent`
   */
  async remove(actor: Actor, id: string): Promise<void> {
    const { suppressions, clock } = this.ports;
    const how = { reasons: REMOVABLE, source: sourceOf(actor), at: clock.now() };
    if (await suppressions.remove(actor.workspaceId, id, how)) return;
    const { reason } = await suppressions.get(actor.workspaceId, id);
    throw new DomainError('suppression.permanent', STAYS[reason] ?? 'The entry was changed meanwhile: try again.');
  }

  /** @throws DomainError `input.invalid` */
  async check(actor: Actor, email: string): Promise<SuppressionCheck> {
    const { value } = parseSuppressedAddress(email);
    const instants = await this.instants(actor);
    const by = await this.ports.suppressions.matching(actor.workspaceId, value);
    return { suppressed: by.length > 0, by: by.map((record) => present(record, instants)) };
  }

  private async suppress(
    actor: Actor,
    entries: readonly NewSuppression[],
    reason: 'manual' | 'imported',
    note: string,
  ): Promise<{ added: number; ended: number }> {
    const how = { reason, note, source: sourceOf(actor), at: this.ports.clock.now() };
    let added = 0;
    let ended = 0;
    for (let from = 0; from < entries.length; from += BATCH) {
      const batch = await this.ports.suppressions.add(actor.workspaceId, entries.slice(from, from + BATCH), how);
      await tellEnded(this.ports, batch.ended, BECAUSE);
      added += batch.added;
      ended += batch.ended.length;
    }
    return { added, ended };
  }

  private async instants(actor: Actor): Promise<InstantPresenter> {
    return new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId));
  }
}

function parseEach(
  texts: readonly string[],
  field: string,
  parse: (text: string) => NewSuppression,
  problems: FieldProblem[],
): NewSuppression[] {
  return texts.flatMap((text, index) => {
    try {
      return [parse(text)];
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      problems.push({ path: `${field}.${index}`, message: error.message });
      return [];
    }
  });
}

function present(record: SuppressionRecord, instants: InstantPresenter): Suppression {
  return { ...record, isRemovable: REMOVABLE.includes(record.reason), createdAt: instants.at(record.createdAt) };
}
