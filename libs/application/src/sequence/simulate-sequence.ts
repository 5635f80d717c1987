import type { Assumption, Simulation, SimulateSequence } from '@dripemails/contracts';
import {
  addWait,
  DomainError,
  flattenSteps,
  FULL_CONSENT,
  type Happening,
  hasDates,
  mentionsOf,
  type Named,
  type Person,
  segmentsNamed,
  type SequenceProblem,
  type SequenceDefinition,
  simulate,
  type Step,
  WorkspaceClock,
} from '@dripemails/domain';
import type { Actor } from '../actor.js';
import { atField } from '../at-field.js';
import type { Clock } from '../clock.js';
import { type FactPorts, freshStanding, plainFacts, progressOf, type Situation } from '../enrollment/decide-plan.js';
import { namedInWorkspaceTime, personInWorkspaceTime } from '../enrollment/person-port.js';
import type { CustomFieldRepository } from '../custom-field/custom-field-port.js';
import type { SubscriberRepository } from '../subscriber/subscriber-port.js';
import { checkAssumptions } from './check-assumptions.js';
import { type DraftProblemPorts, findDraftProblems } from './find-draft-problems.js';
import { expandDraft } from '../segment/expand-draft.js';
import type { SegmentRepository } from '../segment/segment-port.js';
import type { SequenceRecord } from './sequence-port.js';

export interface SimulatePorts extends DraftProblemPorts {
  readonly subscribers: Pick<SubscriberRepository, 'get'>;
  readonly facts: FactPorts;
  readonly segments: Pick<SegmentRepository, 'rules'>;
  readonly customFields: Pick<CustomFieldRepository, 'definitions'>;
  readonly clock: Clock;
}

/** Runs a sequence for one person on a virtual clock, with what they are assumed to do. Nothing is sent or stored. */
export class SimulateSequenceRun {
  constructor(private readonly ports: SimulatePorts) {}

  /**
   * A draft is run with what is wrong in it, and its problems are told; what cannot be run, because its times cannot be
   * reckoned or a rule that it asks is gone, is refused with them.
   * @throws DomainError `input.invalid`, `sequence.not_found`, `sequence.not_published`, `sequence.not_publishable`, `subscriber.not_found`
   */
  async execute(actor: Actor, id: string, input: SimulateSequence): Promise<Simulation> {
    const { sequences, workspaces, customFields, clock } = this.ports;
    const workspace = await workspaces.get(actor.workspaceId);
    const workspaceClock = new WorkspaceClock(workspace.clock);
    const definition = await this.definition(actor, await sequences.get(actor.workspaceId, id), input.from);
    checkAssumptions(input.assume, definition.steps);
    const problems = await this.problems(actor, definition, input.from);
    const start = input.startAt === undefined ? workspaceClock.toWorkspace(clock.now()) : Date.parse(input.startAt);
    const realStart = workspaceClock.toReal(start);
    const { person, timeZone } = await this.person(actor, input.subscriberId, start, workspaceClock);

    const situation: Situation = {
      ...freshStanding(realStart),
      ...{ id: input.subscriberId ?? id, revision: 1, enrolledAt: realStart, sequenceState: 'active' },
      sequencePausedAt: null,
      domain: { verdict: 'pass', checkedAt: realStart },
      consent: FULL_CONSENT,
      subscriber: { id: input.subscriberId ?? id, status: 'active', timeZone },
    };
    const zone = timeZone ?? workspace.timeZone;
    const fields = await customFields.definitions(actor.workspaceId);
    const named = await this.named(actor, definition, situation.subscriber.id, workspaceClock);
    const { entries, outcome } = simulate(
      definition,
      {
        progress: { ...progressOf(situation, workspaceClock), anchorAt: start, enrolledAt: start },
        facts: { ...plainFacts(definition, situation, workspace, realStart), person, fields, named },
      },
      start,
      input.assume.map((one) => happening(one, start, zone)),
    );
    const timeline = entries.map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() }));
    const entered = {
      at: new Date(start).toISOString(),
      stepId: null,
      kind: 'entered' as const,
      what: 'Enters the sequence',
      why: null,
    };
    return {
      timeline: [entered, ...timeline],
      outcome,
      endsAt: outcome === null ? null : (timeline.at(-1)?.at ?? null),
      assumptions: [
        'Every mail is accepted when it is due, and SPF is in order.',
        input.assume.length === 0 ? 'The person does nothing.' : 'The person does what is assumed and nothing else.',
        ...(named !== null && named.sequences.size > 0 ? ['Whoever is sent on to another sequence stays in it.'] : []),
        ...(person.email === '' ? ['The person is made up: no fields, tags or lists.'] : []),
      ],
      problems: problems.map(({ stepId, message }) => ({ stepId, message })),
    };
  }

  /** What a published version names may be gone by now; only one from before a check can hold what cannot be run. */
  private async problems(
    { workspaceId }: Actor,
    definition: SequenceDefinition,
    from: SimulateSequence['from'],
  ): Promise<SequenceProblem[]> {
    const { sequenceId, version, steps, settings } = definition;
    const canRun = hasDates(steps, settings) && !namesSegment(steps);
    if (canRun && from === 'published') return [];
    const problems = await findDraftProblems(this.ports, workspaceId, sequenceId, definition);
    if (canRun) return problems;
    const what =
      from === 'draft'
        ? 'The draft cannot be simulated before these problems are solved.'
        : `Version ${version} cannot be simulated: publish one in which these problems are solved.`;
    throw new DomainError('sequence.not_publishable', what, problems);
  }

  private async definition(
    actor: Actor,
    sequence: SequenceRecord,
    from: SimulateSequence['from'],
  ): Promise<SequenceDefinition> {
    if (from === 'draft') {
      const { steps, settings } = await expandDraft(this.ports.segments, actor.workspaceId, sequence);
      return { sequenceId: sequence.id, version: 0, steps, settings };
    }
    if (sequence.version === null)
      throw new DomainError('sequence.not_published', 'The sequence has no published version: simulate its draft.');
    return await this.ports.sequences.definition(actor.workspaceId, sequence.id, sequence.version);
  }

  private async named(
    { workspaceId }: Actor,
    definition: SequenceDefinition,
    subscriberId: string,
    clock: WorkspaceClock,
  ): Promise<Named | null> {
    const mentions = mentionsOf(definition);
    if (mentions === null) return null;
    // somebody made up stands to nothing, as an id that is nobody's
    const named = await this.ports.facts.persons.named(workspaceId, subscriberId, mentions);
    return isInIt(namedInWorkspaceTime(named, clock), definition.sequenceId);
  }

  private async person(
    actor: Actor,
    subscriberId: string | undefined,
    start: number,
    clock: WorkspaceClock,
  ): Promise<{ person: Person; timeZone: string | null }> {
    if (subscriberId === undefined) {
      const nobody = { email: '', firstName: null, lastName: null, timeZone: null, locale: null, createdAt: start };
      return { person: { ...nobody, fields: {}, tags: [], lists: {}, events: [] }, timeZone: null };
    }
    const { timeZone } = await atField('subscriberId', this.ports.subscribers.get(actor.workspaceId, subscriberId));
    const needs = { eventNames: [], activities: false };
    const raw = await this.ports.facts.persons.read(actor.workspaceId, subscriberId, needs);
    return { person: personInWorkspaceTime(raw, clock), timeZone };
  }
}

/** Whoever is simulated is in the sequence, so that it cannot put them into itself once more. */
function isInIt(named: Named, sequenceId: string): Named {
  const own = named.sequences.get(sequenceId);
  if (own === undefined) return named;
  return { ...named, sequences: new Map([...named.sequences, [sequenceId, { ...own, isIn: true }]]) };
}

function namesSegment(steps: readonly Step[]): boolean {
  return flattenSteps(steps).some(
    ({ step }) => (step.kind === 'branch' || step.kind === 'goal') && segmentsNamed(step.if).length > 0,
  );
}

function happening(one: Assumption, start: number, timeZone: string): Happening {
  const at = addWait(start, one.after, timeZone);
  switch (one.does) {
    case 'open':
      return { at, does: 'open', stepId: one.step };
    case 'click':
      return { at, does: 'click', stepId: one.step, link: one.link };
    case 'reply':
      return { at, does: 'reply', stepId: one.step ?? null };
    case 'unsubscribe':
      return { at, does: 'unsubscribe' };
    case 'event':
      return { at, does: 'event', name: one.name, properties: one.properties };
    case 'getTag':
      return { at, does: 'getTag', tag: one.tag };
    case 'setField':
      return { at, does: 'setField', field: one.field, value: one.value };
  }
}
