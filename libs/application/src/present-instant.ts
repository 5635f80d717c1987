import { WorkspaceClock } from '@dripemails/domain';
import type { WorkspaceRecord } from './workspace/workspace-port.js';

/** Turns real instants (ms) into what answers carry: RFC 3339 in UTC, in the workspace's own time. */
export class InstantPresenter {
  readonly clock: WorkspaceClock;

  constructor(readonly workspace: WorkspaceRecord) {
    this.clock = new WorkspaceClock(workspace.clock);
  }

  /** A real instant in workspace time. */
  at(realMs: number): string {
    return new Date(this.clock.toWorkspace(realMs)).toISOString();
  }

  atOrNull(realMs: number | null): string | null {
    return realMs === null ? null : this.at(realMs);
  }
}
