import type { EnrollmentRef, Plan } from '@dripemails/contracts/workflow';
import { emailDomain, type SpfVerdict, standingOf } from '@dripemails/domain';
import type { Clock } from '../clock.js';
import type { ReplanEnrollment } from '../enrollment/replan-enrollment.js';
import type { Log } from '../logger.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { DomainRecord, DomainRepository, SpfChecker, SpfHosts } from './domain-port.js';

export interface CheckDomainPorts {
  readonly domains: DomainRepository;
  readonly spf: SpfChecker;
  readonly spfHosts: SpfHosts;
  readonly clock: Clock;
  readonly log: Log;
  /** Wakes who was held because of the domain. */
  readonly domainMended: { execute(workspaceId: string, name: string): Promise<void> };
}

/** Outside the 8 s that one check may take, so that a crash delays the next one no longer than this. */
const LEASE_MS = 10_000;
const POLL_MS = 300;
/** Outside the lease: who waits for a check whose worker died does it themselves. */
const WAIT_MS = 12_000;

/** Looks at the SPF of one domain and stores what it found; of many who ask at once, one looks. */
export class CheckDomain {
  constructor(private readonly ports: CheckDomainPorts) {}

  /** @returns what was found, or null when somebody else is looking */
  async execute(workspaceId: string, name: string): Promise<SpfVerdict | null> {
    const { domains, spf, spfHosts, clock, domainMended, log } = this.ports;
    const now = clock.now();
    if (!(await domains.lease(workspaceId, name, now, now + LEASE_MS))) return null;
    const result = await spf.check(name, spfHosts);
    const before = await domains.store(workspaceId, name, result, clock.now());
    if (result.verdict === 'fail') log.warn({ workspaceId, domain: name }, 'SPF of a sending domain is broken');
    if (before === 'fail' && result.verdict !== 'fail') await domainMended.execute(workspaceId, name);
    return result.verdict;
  }

  /**
   * Looks, or waits for whoever is looking.
   * @param isEnough whether what is stored (null: nothing) need not be looked at again
   * @returns false when nobody found out in time
   */
  async ensure(
    workspaceId: string,
    name: string,
    isEnough: (stored: DomainRecord | null) => boolean,
  ): Promise<boolean> {
    const { domains, clock } = this.ports;
    const deadline = clock.now() + WAIT_MS;
    while (!isEnough(await domains.find(workspaceId, name))) {
      if ((await this.execute(workspaceId, name)) !== null) return true;
      if (clock.now() > deadline) return false;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    return true;
  }
}

/** The activity `checkDomain`: sees to it that the workspace's sending domain was looked at, then decides again. */
export class CheckDomainStep {
  constructor(
    private readonly ports: Pick<CheckDomainPorts, 'clock'> & {
      readonly workspaces: Pick<WorkspaceRepository, 'get'>;
    },
    private readonly checkDomain: CheckDomain,
    private readonly replan: Pick<ReplanEnrollment, 'execute'>,
  ) {}

  /** @throws Error when nobody learned about the domain in time; Temporal then tries the activity again */
  async execute(ref: EnrollmentRef): Promise<Plan> {
    const { workspaces, clock } = this.ports;
    const { sender } = await workspaces.get(ref.workspaceId);
    const name = emailDomain(sender.email);
    const isFresh = (row: DomainRecord | null) => row !== null && standingOf(row, clock.now()) !== 'stale';
    if (!(await this.checkDomain.ensure(ref.workspaceId, name, isFresh)))
      throw new Error(`nobody learned about the domain of workspace ${ref.workspaceId} in time`);
    return await this.replan.execute(ref);
  }
}

/** Looks at every sending domain, one after the other: the nightly check. */
export class CheckAllDomains {
  constructor(
    private readonly ports: Pick<CheckDomainPorts, 'domains' | 'log'>,
    private readonly checkDomain: Pick<CheckDomain, 'execute'>,
  ) {}

  /** @param onProgress called after every domain, for the heartbeat */
  async execute(
    onProgress: () => void = () => undefined,
  ): Promise<{ checked: number; failed: number; unknown: number }> {
    const { domains, log } = this.ports;
    const result = { checked: 0, failed: 0, unknown: 0 };
    for (const { workspaceId, name } of await domains.all()) {
      const verdict = await this.verdictOf(workspaceId, name);
      result.checked++;
      if (verdict === 'fail') result.failed++;
      if (verdict === 'unknown') result.unknown++;
      onProgress();
    }
    log.info(result, 'checked the SPF of every sending domain');
    return result;
  }

  private async verdictOf(workspaceId: string, name: string): Promise<SpfVerdict | undefined> {
    try {
      const found = await this.checkDomain.execute(workspaceId, name);
      return found ?? (await this.ports.domains.find(workspaceId, name))?.verdict;
    } catch (error) {
      // such as a workspace that was deleted meanwhile: the others are looked at all the same
      this.ports.log.error({ workspaceId, domain: name, err: error }, 'could not check a sending domain');
      return 'unknown';
    }
  }
}
