import type { EnrollmentRef, Plan } from '@dripemails/contracts/workflow';
import { standingOf } from '@dripemails/domain';
import type { Clock } from '../clock.js';
import type { ReplanEnrollment } from '../enrollment/replan-enrollment.js';
import type { Log } from '../logger.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { DomainRepository, SpfChecker, SpfHosts } from './domain-port.js';

export interface CheckDomainPorts {
  readonly domains: DomainRepository;
  readonly spf: SpfChecker;
  readonly spfHosts: SpfHosts;
  readonly clock: Clock;
  readonly log: Log;
  /** Wakes who was held because of the domain. */
  readonly domainMended: { execute(workspaceId: string, name: string): Promise<void> };
}

/** Outside what one check may take, so that a crash delays the next one no longer than this. */
const LEASE_MS = 15_000;

/** Looks at the SPF of one domain and stores what it found; of many who ask at once, one looks. */
export class CheckDomain {
  constructor(private readonly ports: CheckDomainPorts) {}

  /** @returns false when somebody else is looking */
  async execute(workspaceId: string, name: string): Promise<boolean> {
    const { domains, spf, spfHosts, clock, domainMended, log } = this.ports;
    const now = clock.now();
    if (!(await domains.lease(workspaceId, name, now, now + LEASE_MS))) return false;
    const result = await spf.check(name, spfHosts);
    const before = await domains.store(workspaceId, name, result, clock.now());
    if (result.verdict === 'fail') log.warn({ workspaceId, domain: name }, 'SPF of a sending domain is broken');
    if (before === 'fail' && result.verdict !== 'fail') await domainMended.execute(workspaceId, name);
    return true;
  }
}

const POLL_MS = 300;
/** Within the activity's time; whoever is looking has answered by then. */
const WAIT_MS = 12_000;

/** The activity `checkDomain`: sees to it that the workspace's sending domain was looked at, then decides again. */
export class CheckDomainStep {
  constructor(
    private readonly ports: Pick<CheckDomainPorts, 'domains' | 'clock'> & {
      readonly workspaces: Pick<WorkspaceRepository, 'get'>;
    },
    private readonly checkDomain: CheckDomain,
    private readonly replan: ReplanEnrollment,
  ) {}

  async execute(ref: EnrollmentRef): Promise<Plan> {
    const { workspaces, clock } = this.ports;
    const { sender } = await workspaces.get(ref.workspaceId);
    const name = sender.email.slice(sender.email.lastIndexOf('@') + 1).toLowerCase();
    const deadline = clock.now() + WAIT_MS;
    while (await this.isStale(ref.workspaceId, name)) {
      if (await this.checkDomain.execute(ref.workspaceId, name)) break;
      // still not known: Temporal tries the activity again
      if (clock.now() > deadline)
        throw new Error(`nobody learned about the domain of workspace ${ref.workspaceId} in time`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    return await this.replan.execute(ref);
  }

  private async isStale(workspaceId: string, name: string): Promise<boolean> {
    const row = await this.ports.domains.find(workspaceId, name);
    return row === null || standingOf(row, this.ports.clock.now()) === 'stale';
  }
}

/** Looks at every sending domain, one after the other: the nightly check. */
export class CheckAllDomains {
  constructor(
    private readonly ports: Pick<CheckDomainPorts, 'domains' | 'log'>,
    private readonly checkDomain: CheckDomain,
  ) {}

  /** @param onProgress called after every domain, for the heartbeat */
  async execute(
    onProgress: () => void = () => undefined,
  ): Promise<{ checked: number; failed: number; unknown: number }> {
    const { domains, log } = this.ports;
    const result = { checked: 0, failed: 0, unknown: 0 };
    for (const { workspaceId, name } of await domains.all()) {
      await this.checkDomain.execute(workspaceId, name);
      const verdict = (await domains.find(workspaceId, name))?.verdict;
      result.checked++;
      if (verdict === 'fail') result.failed++;
      if (verdict === 'unknown') result.unknown++;
      onProgress();
    }
    log.info(result, 'checked the SPF of every sending domain');
    return result;
  }
}
