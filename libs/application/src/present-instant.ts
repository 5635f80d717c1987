import { WorkspaceClock } from '@dripemails/domain';
import type { WorkspaceRecord } from './workspace/workspace-port.js';

/**
 * Turns real instants (ms) into what answers carry: RFC 3339 in UTC, in the workspace's own time. Everything that happens to
 * people and is planned for them is told so, also where a demo workspace's clock runs faster. What only the world's clock
 * ends (the link and the file of an export; the days of `retention`) is told as a real instant: a day of a link is a day, and
 * in demo time seven of them would be a date 160 years ahead.
 */
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
