import type { Retention } from '@dripemails/contracts';
import type { Branding, ClockSettings, FrequencyCap } from '@dripemails/domain';

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
  /** For how long what is kept; absent is as `DEFAULT_RETENTION` says. */
  readonly retention?: Retention;
  /** How its public pages look; absent is as `DEFAULT_BRANDING` says. */
  readonly branding?: Branding;
}
export type WorkspaceChange = Partial<
  Pick<
    WorkspaceRecord,
    'name' | 'timeZone' | 'postalAddress' | 'sender' | 'frequencyCap' | 'spfPolicy' | 'retention' | 'branding'
  >
>;

export interface WorkspaceRepository {
  /**
   * @param revision what a snapshot says of the settings: a kept copy of another revision is read again; without it, a
   *   copy may be some seconds old, which is enough to show instants
   * @throws DomainError `workspace.not_found`
   */
  get(workspaceId: string, revision?: string): Promise<WorkspaceRecord>;
  /** The oldest workspace: it gets captured mail that no message of ours claims. */
  oldest(): Promise<WorkspaceRecord | null>;
  create(workspace: WorkspaceRecord): Promise<void>;
  /**
   * @returns the settings as they were, for nobody else's change comes between
   * @throws DomainError `workspace.not_found`
   */
  update(workspaceId: string, change: WorkspaceChange): Promise<WorkspaceRecord>;
  findDemo(): Promise<WorkspaceRecord | null>;
}
