import type { CreateDomain, Page, SendingDomain } from '@dripemails/contracts';
import { emailDomain, DomainError, standingOf } from '@dripemails/domain';
import { v7 as newId } from 'uuid';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import { InstantPresenter } from '../present-instant.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { CheckDomain, CheckDomainPorts } from './check-domain.js';
import type { DomainRecord, DomainRepository } from './domain-port.js';
import { suggestRecord } from './suggest-record.js';

export interface ManageDomainsPorts {
  readonly domains: DomainRepository;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly clock: Clock;
  readonly domainMended: CheckDomainPorts['domainMended'];
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

  /**
   * @param input a name in Unicode is kept as DNS writes it (IDNA)
   * @throws DomainError `input.invalid`, `domain.name_taken`
   */
  async create(actor: Actor, input: CreateDomain): Promise<SendingDomain> {
    const ascii = parseDomainName(input.name);
    const { sender } = await this.ports.workspaces.get(actor.workspaceId);
    const own = emailDomain(sender.email);
    const id = newId();
    // the sender's own domain is looked up as the sender writes it
    await this.ports.domains.create(actor.workspaceId, id, asciiOf(own) === ascii ? own : ascii);
    return await this.get(actor, id);
  }

  /** @throws DomainError `domain.not_found` */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.ports.domains.remove(actor.workspaceId, id);
  }

  /** Looks now, or waits for a check that is under way. @throws DomainError `domain.not_found` */
  async check(actor: Actor, id: string): Promise<SendingDomain> {
    const { domains, clock, domainMended } = this.ports;
    const { name, verdict: before } = await domains.get(actor.workspaceId, id);
    const asked = clock.now();
    const isNew = (row: DomainRecord | null) => row !== null && row.checkedAt !== null && row.checkedAt > asked;
    await this.checkDomain.ensure(actor.workspaceId, name, isNew);
    const found = await this.get(actor, id);
    // from broken to not broken is told by the check itself; who is held by an older verdict is freed by who asks
    if (before !== 'fail' && found.spf.verdict !== 'fail') await domainMended.execute(actor.workspaceId, name);
    return found;
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

/** A domain name in the letters of DNS (IDNA) and in lower case; null when it is none. */
function asciiOf(name: string): string | null {
  const text = `http://${name.trim()}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  // with a port, a path, a query or a user it is an address of something else
  return url?.href === `http://${url?.hostname}/` ? url.hostname.replace(/\.$/, '') : null;
}

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN_NAME = new RegExp(`^(${LABEL}\\.)+(?=[a-z])${LABEL}$`);

/** A full domain name in lower case and ASCII. @throws DomainError `input.invalid` on path `name` */
function parseDomainName(text: string): string {
  const ascii = asciiOf(text);
  if (ascii !== null && DOMAIN_NAME.test(ascii) && ascii.length <= 253) return ascii;
  const message = 'Write a domain name such as example.com.';
  throw new DomainError('input.invalid', 'This is no domain name.', [{ path: 'name', message }]);
}
