import type { Clock, WorkspaceChange, WorkspaceRecord, WorkspaceRepository } from '@dripemails/application';
import { DEFAULT_RETENTION, type Retention } from '@dripemails/contracts';
import { type Branding, DEFAULT_BRANDING, DomainError } from '@dripemails/domain';
import type { Database } from './database.js';
import type { Workspace } from './generated/client.js';

const toRecord = (row: Workspace): WorkspaceRecord => ({
  id: row.id,
  name: row.name,
  timeZone: row.timeZone,
  isDemo: row.isDemo,
  clock: { startedAt: row.clockStartedAt.getTime(), rate: row.clockRate },
  sender: { name: row.senderName, email: row.senderEmail },
  postalAddress: row.postalAddress,
  frequencyCap: { perDay: row.capPerDay, perWeek: row.capPerWeek },
  spfPolicy: row.spfPolicy as WorkspaceRecord['spfPolicy'],
  retention: { ...DEFAULT_RETENTION, ...(row.retention as Partial<Retention>) },
  branding: { ...DEFAULT_BRANDING, ...(row.branding as Partial<Branding>) },
});

/** Workspaces are read for every mail and change hardly ever: each is kept for this long, or until a reader knows better. */
const KEPT_MS = 10_000;

export class PrismaWorkspaceRepository implements WorkspaceRepository {
  private readonly kept = new Map<string, { record: WorkspaceRecord; revision: string | null; until: number }>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async get(workspaceId: string, revision?: string): Promise<WorkspaceRecord> {
    const kept = this.kept.get(workspaceId);
    const isCurrent = revision === undefined || revision === kept?.revision;
    if (kept !== undefined && isCurrent && kept.until > this.clock.now()) return kept.record;
    // asked before the row: a change between the two makes the copy look older than it is, and it is read once more
    const stored = await this.revisionOf(workspaceId);
    const row = await this.db.prisma.workspace.findUnique({ where: { id: workspaceId } });
    if (row === null) throw new DomainError('workspace.not_found', 'There is no such workspace.');
    const record = toRecord(row);
    this.kept.set(workspaceId, { record, revision: stored, until: this.clock.now() + KEPT_MS });
    return record;
  }

  private async revisionOf(workspaceId: string): Promise<string | null> {
    const { rows } = await this.db.pool.query<{ revision: string }>(
      'select xmin::text as revision from workspace where id = $1',
      [workspaceId],
    );
    return rows[0]?.revision ?? null;
  }

  async oldest(): Promise<WorkspaceRecord | null> {
    const row = await this.db.prisma.workspace.findFirst({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
    return row === null ? null : toRecord(row);
  }

  async findDemo(): Promise<WorkspaceRecord | null> {
    const row = await this.db.prisma.workspace.findFirst({ where: { isDemo: true }, orderBy: { id: 'asc' } });
    return row === null ? null : toRecord(row);
  }

  async create(workspace: WorkspaceRecord): Promise<void> {
    if (workspace.clock.rate !== 1 && !workspace.isDemo)
      throw new DomainError('workspace.not_demo', 'Only a demo workspace can have a clock that runs faster.');
    await this.db.prisma.workspace.create({
      data: {
        id: workspace.id,
        name: workspace.name,
        timeZone: workspace.timeZone,
        isDemo: workspace.isDemo,
        clockStartedAt: new Date(workspace.clock.startedAt),
        clockRate: workspace.clock.rate,
        senderName: workspace.sender.name,
        senderEmail: workspace.sender.email,
        postalAddress: workspace.postalAddress,
        capPerDay: workspace.frequencyCap.perDay,
        capPerWeek: workspace.frequencyCap.perWeek,
        spfPolicy: workspace.spfPolicy,
      },
    });
  }

  async update(workspaceId: string, change: WorkspaceChange): Promise<WorkspaceRecord> {
    const { name, timeZone, postalAddress, sender, frequencyCap, spfPolicy, retention, branding } = change;
    const data = {
      ...(name === undefined ? {} : { name }),
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(postalAddress === undefined ? {} : { postalAddress }),
      ...(sender === undefined ? {} : { senderName: sender.name, senderEmail: sender.email }),
      ...(frequencyCap === undefined ? {} : { capPerDay: frequencyCap.perDay, capPerWeek: frequencyCap.perWeek }),
      ...(spfPolicy === undefined ? {} : { spfPolicy }),
      ...(retention === undefined ? {} : { retention }),
      ...(branding === undefined ? {} : { branding: { ...branding } }),
    };
    const before = await this.db.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`select 1 as locked from workspace where id = ${workspaceId}::uuid for update`;
      const row = await tx.workspace.findUnique({ where: { id: workspaceId } });
      if (row === null) throw new DomainError('workspace.not_found', 'There is no such workspace.');
      await tx.workspace.update({ where: { id: workspaceId }, data });
      return row;
    });
    this.kept.delete(workspaceId);
    return toRecord(before);
  }
}
