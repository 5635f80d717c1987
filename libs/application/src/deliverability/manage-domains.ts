import type { CreateDomain, Page, SendingDomain } from '@dripemails/contracts';
import { DomainError, standingOf } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import { InstantPresenter } from '../present-instant.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { CheckDomain } from './check-domain.js';
import type { DomainRecord, DomainRepository } from './domain-port.js';
import { suggestRecord } from './suggest-record.js';

export interface ManageDomainsPorts {
  readonly domains: DomainRepository;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly clock: Clock;
}

/** The domains that a workspace sends from, with what their DNS says. */
export class ManageDomains {
  constructor(
    private readonly ports: ManageDomainsPorts,
    private readonly checkDomain: CheckDomain,
  ) {}

  async list(actor: Actor): Promise<Page<SendingDomain>> {
    const instants = await this.instants(actor);
    const records = await this.ports.domains.list(actor.workspaceId);
    return { items: records.map((record) => this.present(record, instants)), nextCursor: null };
  }

  /** @throws DomainError `domain.not_found` */
  async get(actor: Actor, id: string): Promise<SendingDomain> {
    return this.present(await this.ports.domains.get(actor.workspaceId, id), await this.instants(actor));
  }

  /** @throws DomainError `input.invalid`, `domain.name_taken` */
  async create(actor: Actor, { name }: CreateDomain): Promise<SendingDomain> {
    const ascii = asciiOf(name);
    if (
      ascii === null ||
      !/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(ascii) ||
      ascii.length > 253
    ) {
      const message = 'Write a domain name such as example.com.';
      throw new DomainError('input.invalid', 'This is no domain name.', [{ path: 'name', message }]);
    }
    const id = newId();
    await this.ports.domains.create(actor.workspaceId, id, ascii);
    return await this.get(actor, id);
  }

  /** @throws DomainError `domain.not_found` */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.ports.domains.remove(actor.workspaceId, id);
  }

  /** Looks now. @throws DomainError `domain.not_found` */
  async check(actor: Actor, id: string): Promise<SendingDomain> {
    const { name } = await this.ports.domains.get(actor.workspaceId, id);
    await this.checkDomain.execute(actor.workspaceId, name);
    return await this.get(actor, id);
  }

  private async instants(actor: Actor): Promise<InstantPresenter> {
    return new InstantPresenter(await this.ports.workspaces.get(actor.workspaceId));
  }

  private present(record: DomainRecord, instants: InstantPresenter): SendingDomain {
    const verdict = standingOf(record, this.ports.clock.now());
    return {
      id: record.id,
      name: record.name,
      spf: {
        verdict,
        valid: verdict === 'pass' ? true : verdict === 'fail' ? false : null,
        lastChecked: instants.atOrNull(record.checkedAt),
        record: record.record,
        missingIncludes: [...record.missing],
        explanation: record.explanation,
        suggestedRecord: suggestRecord(record.record, record.missing),
      },
      createdAt: instants.at(record.createdAt),
    };
  }
}

/** A domain name in the letters of DNS (IDNA); null when it is none. */
function asciiOf(name: string): string | null {
  const url = URL.canParse(`http://${name.trim()}`) ? new URL(`http://${name.trim()}`) : null;
  const isBare = url !== null && url.pathname === '/' && url.port === '' && url.username === '' && url.search === '';
  return isBare ? url.hostname.replace(/\.$/, '') : null;
}
