import type { SpfVerdict } from '@dripemails/domain';

/** Where our mail leaves from, as an SPF record has to name it. */
export interface SpfHosts {
  /** Addresses of the relay, or host names that have them; empty where they are not known. */
  readonly ips: readonly string[];
  /** What a customer's record has to include, such as `spf.example.com`; null where the addresses are named. */
  readonly include: string | null;
}

/** What DNS says about our right to send for a domain. */
export interface SpfResult {
  readonly verdict: Exclude<SpfVerdict, 'stale'>;
  /** The TXT record as published. */
  readonly record: string | null;
  /** Mechanisms to add, such as `ip4:192.0.2.1`. */
  readonly missing: readonly string[];
  /** Plain words for the one who keeps the domain. */
  readonly explanation: string;
}

/** Evaluates SPF as RFC 7208 says. A name server that does not answer makes it unknown, never broken. */
export interface SpfChecker {
  check(domain: string, hosts: SpfHosts): Promise<SpfResult>;
}

/** A domain that mail is sent from; instants are real ms. */
export interface DomainRecord extends Omit<SpfResult, 'verdict'> {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly verdict: SpfVerdict;
  readonly checkedAt: number | null;
  readonly createdAt: number;
}

export interface DomainRepository {
  list(workspaceId: string): Promise<readonly DomainRecord[]>;
  /** @throws DomainError `domain.not_found` */
  get(workspaceId: string, id: string): Promise<DomainRecord>;
  find(workspaceId: string, name: string): Promise<DomainRecord | null>;
  /** @throws DomainError `domain.name_taken` */
  create(workspaceId: string, id: string, name: string): Promise<void>;
  /** @throws DomainError `domain.not_found` */
  remove(workspaceId: string, id: string): Promise<void>;
  /** Takes the right to check for a while, creating the row where there is none. @returns false when somebody has it */
  lease(workspaceId: string, name: string, now: number, until: number): Promise<boolean>;
  /** Also ends the lease. What is not known keeps the record that was seen last. @returns the verdict before */
  store(workspaceId: string, name: string, result: SpfResult, at: number): Promise<SpfVerdict>;
  /** Every domain of every workspace, its sender's included; across workspaces, because the nightly check serves all. */
  all(): Promise<readonly { readonly workspaceId: string; readonly name: string }[]>;
}
