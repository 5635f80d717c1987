import type { SegmentExplanation } from '@dripemails/contracts';
import {
  describeCondition,
  evaluateCondition,
  expandSegments,
  leavesOf,
  watchesOf,
  WorkspaceClock,
} from '@dripemails/domain';
import type { Actor } from '../actor.js';
import { needsOf, type PersonReader, personInWorkspaceTime } from '../enrollment/person-port.js';
import { namesIn, questionOf } from './ask-audience.js';
import type { SegmentPorts } from './manage-segments.js';

/** Why somebody is in a segment, or is not: each of its rules with what was seen of the person. */
export class ExplainSegment {
  constructor(private readonly ports: SegmentPorts & { readonly persons: PersonReader }) {}

  /** @throws DomainError `segment.not_found`, `subscriber.not_found` */
  async execute(actor: Actor, id: string, subscriberId: string): Promise<SegmentExplanation> {
    const { segments, segmentAudience, lists, subscribers, persons, workspaces, clock } = this.ports;
    const { workspaceId } = actor;
    const workspace = await workspaces.get(workspaceId);
    const { condition: written } = await segments.get(workspaceId, id);
    const { status } = await subscribers.get(workspaceId, subscriberId);
    const rules = await segments.rules(workspaceId);
    const condition = expandSegments(written, rules);
    const question = questionOf(workspace, condition, clock);
    const person = await persons.read(workspaceId, subscriberId, needsOf(watchesOf(condition)));
    const workspaceClock = new WorkspaceClock(workspace.clock);
    const seen = personInWorkspaceTime(person, workspaceClock);
    const names = await namesIn(lists, workspaceId, [condition, written], rules);
    const asked = {
      now: workspaceClock.toWorkspace(question.now),
      timeZone: person.timeZone ?? workspace.timeZone,
      sequenceId: '',
      names,
    };
    const isIn = await segmentAudience.includes(question, subscriberId);
    return {
      isIn,
      isMailable: status === 'active',
      words: describeCondition(written, names),
      rules: leavesOf(condition).map(({ leaf, path }) => {
        const { holds, saw } = evaluateCondition(leaf, seen, asked);
        return { path, words: describeCondition(leaf, names), holds, saw };
      }),
    };
  }
}
