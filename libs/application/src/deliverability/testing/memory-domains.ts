import { DomainError, type SpfVerdict } from '@dripemails/domain';
import type { DomainRecord, DomainRepository, SpfResult } from '../domain-port.js';

type Row = { -readonly [Key in keyof DomainRecord]: DomainRecord[Key] } & { until: number | null };

/** Keeps sending domains as the table does, for specs. */
export class MemoryDomains implements DomainRepository {
  readonly rows: Row[] = [];
  /** Domains of the workspaces' senders. */
  readonly senders: { workspaceId: string; name: string }[] = [];

  async list(workspaceId: string): Promise<readonly DomainRecord[]> {
    return this.rows.filter((row) => row.workspaceId === workspaceId);
  }
  async get(workspaceId: string, id: string): Promise<DomainRecord> {
    const row = this.rows.find((one) => one.workspaceId === workspaceId && one.id === id);
    if (row === undefined) throw new DomainError('domain.not_found', 'There is no such domain.');
    return { ...row };
  }
  async find(workspaceId: string, name: string): Promise<DomainRecord | null> {
    const row = this.row(workspaceId, name);
    return row === undefined ? null : { ...row };
  }
  async create(workspaceId: string, id: string, name: string): Promise<void> {
    if (this.row(workspaceId, name) !== undefined) throw new DomainError('domain.name_taken', 'Taken.');
    this.add(workspaceId, id, name);
  }
  async remove(workspaceId: string, id: string): Promise<void> {
    const { name } = await this.get(workspaceId, id);
    this.rows.splice(
      this.rows.findIndex((row) => row.workspaceId === workspaceId && row.name === name),
      1,
    );
  }
  async lease(workspaceId: string, name: string, now: number, until: number): Promise<boolean> {
    // without a pause between the look and the lease, as the table's one statement has none
    const row = this.row(workspaceId, name) ?? this.add(workspaceId, `${workspaceId}/${name}`, name);
    if (row.until !== null && row.until >= now) return false;
    row.until = until;
    return true;
  }
  async store(workspaceId: string, name: string, result: SpfResult, at: number): Promise<SpfVerdict> {
    const row = this.row(workspaceId, name);
    if (row === undefined) return 'stale';
    const before = row.verdict;
    Object.assign(row, result, { checkedAt: at, until: null });
    return before;
  }
  async all() {
    const rows = this.rows.map(({ workspaceId, name }) => ({ workspaceId, name }));
    return [...rows, ...this.senders];
  }

  private add(workspaceId: string, id: string, name: string): Row {
    const row: Row = {
      ...{ id, workspaceId, name, verdict: 'stale', record: null, missing: [], explanation: '' },
      ...{ checkedAt: null, createdAt: 0, until: null },
    };
    this.rows.push(row);
    return row;
  }

  private row(workspaceId: string, name: string): Row | undefined {
    return this.rows.find((one) => one.workspaceId === workspaceId && one.name === name);
  }
}
