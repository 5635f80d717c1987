import type { ClockSettings, FrequencyCap } from '@dripemails/domain';

/** A tenant as the use cases see it. */
export interface WorkspaceRecord {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly isDemo: boolean;
  readonly clock: ClockSettings;
  readonly sender: { readonly name: string; readonly email: string };
  readonly postalAddress: string;
  readonly frequencyCap: FrequencyCap;
  /** What broken SPF of the sending domain means. */
  readonly spfPolicy: 'hold' | 'warn' | 'ignore';
}
export type WorkspaceChange = Partial<
  Pick<WorkspaceRecord, 'name' | 'timeZone' | 'postalAddress' | 'sender' | 'frequencyCap' | 'spfPolicy'>
>;

export interface WorkspaceRepository {
  /** @throws DomainError `workspace.not_found` */
  get(workspaceId: string): Promise<WorkspaceRecord>;
  /** The oldest workspace: it gets captured mail that no message of ours claims. */
  oldest(): Promise<WorkspaceRecord | null>;
  create(workspace: WorkspaceRecord): Promise<void>;
  /** @throws DomainError `workspace.not_found` */
  update(workspaceId: string, change: WorkspaceChange): Promise<void>;
  findDemo(): Promise<WorkspaceRecord | null>;
}
