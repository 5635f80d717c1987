import type { Enrollment } from '@dripemails/contracts';
import { DomainError, findStep } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { Orchestrator } from '../orchestrator-port.js';
import type { RevisionRepository } from '../revision/revision-port.js';
import { tellChanged } from '../tell-changed.js';
import type { BulkControl } from './bulk-control.js';
import type { EnrollmentSelector, EnrollmentSnapshot } from './enrollment-port.js';
import { planWithoutAdvance } from './plan-without-advance.js';
import { EnrollmentPresenter } from './present-enrollment.js';
import { decideFor, type PlanningPorts } from './replan-enrollment.js';
import { type EnrollmentCommand, standingAfter } from './standing-after.js';

export interface ControlPorts extends PlanningPorts {
  readonly orchestrator: Orchestrator;
  readonly revisions: Pick<RevisionRepository, 'decide'>;
  readonly selector: EnrollmentSelector;
  readonly bulkControl: BulkControl;
}

const MAX_RACES = 10;

/** Pauses, resumes, stops or repairs one person: Postgres first, then the workflow is told. The ledger is not touched. */
export class ControlEnrollment {
  constructor(private readonly ports: ControlPorts) {}

  /**
   * Repeating an action that already holds is no error and changes nothing.
   * @param operationId of the bulk action that does it; it changes an enrollment once at the most
   * @throws DomainError `enrollment.not_found`, `enrollment.wrong_state`, `input.invalid`
   */
  async execute(actor: Actor, id: string, command: EnrollmentCommand, operationId?: string): Promise<Enrollment> {
    const { enrollments, orchestrator, clock } = this.ports;
    const ref = { workspaceId: actor.workspaceId, enrollmentId: id };
    for (let race = 0; race < MAX_RACES; race++) {
      const row = await this.load(ref, command);
      // what lies ahead of somebody who is held is what a skip or a new due time is about
      const free: EnrollmentSnapshot =
        row.state === 'ended' ? row : { ...row, state: 'active', sequenceState: 'active' };
      const { decision: ahead, facts, job } = await decideFor(this.ports, ref, free);
      const { workspace } = job;
      const sent = command.do === 'rewind' || command.do === 'retry' ? await enrollments.sentSteps(ref) : [];
      const context = { row, definition: job.definition, workspace, ahead, sent, names: facts.named, now: clock.now() };
      const after = standingAfter(command, context);
      if (after !== null) {
        const changed: EnrollmentSnapshot = { ...row, ...after.standing, revision: row.revision + 1 };
        const { next } = planWithoutAdvance(await decideFor(this.ports, ref, changed), context.now);
        if (command.do === 'approve' && row.awaiting !== null) {
          const answer = command.use === 'revised' ? 'approved' : 'declined';
          await this.ports.revisions.decide(actor.workspaceId, row.awaiting, answer, context.now);
        }
        if (!(await enrollments.control(row, after.standing, next, [{ ...after.event, operationId }]))) continue;
        await tellChanged(this.ports, [id], WORDS[command.do]);
        if (command.do === 'approve') await this.answerForAll(actor, row, command);
      }
      const shown = await enrollments.load(ref);
      return await new EnrollmentPresenter(workspace, orchestrator, this.ports).present(shown ?? row, job.definition);
    }
    throw new Error(`enrollment ${id} changed ${MAX_RACES} times while it was being controlled`);
  }

  /** One answer serves everybody who waits for the same revision of the version. */
  private async answerForAll(
    actor: Actor,
    { sequenceId, awaiting }: EnrollmentSnapshot,
    { use, reason }: Extract<EnrollmentCommand, { do: 'approve' }>,
  ): Promise<void> {
    const filter = { sequenceId, awaiting: awaiting ?? undefined };
    const others = await this.ports.selector.count(actor.workspaceId, filter);
    if (others > 0) await this.ports.bulkControl.execute(actor, { filter, action: { do: 'approve', use }, reason });
  }

  /** For a retry with the mail that was sent last, which is the one that can be of unknown outcome. */
  private async load(
    ref: { workspaceId: string; enrollmentId: string },
    command: EnrollmentCommand,
  ): Promise<EnrollmentSnapshot> {
    const { enrollments, sequences } = this.ports;
    const row = await enrollments.load(ref);
    if (row === null) throw new DomainError('enrollment.not_found', 'There is no such enrollment.');
    if (command.do !== 'retry') return row;
    const { steps } = await sequences.definition(ref.workspaceId, row.sequenceId, row.version);
    const lastMail = row.done.findLast((id) => findStep(steps, id)?.kind === 'email');
    return lastMail === undefined ? row : ((await enrollments.load(ref, lastMail)) ?? row);
  }
}

const WORDS: Record<EnrollmentCommand['do'], string> = {
  pause: 'paused by an operator',
  resume: 'resumed by an operator',
  stop: 'stopped by an operator',
  skip: 'a step was skipped by an operator',
  rewind: 'sent back by an operator',
  due: 'the due time was changed',
  approve: 'an AI revision was answered',
  retry: 'a mail is tried again',
};
