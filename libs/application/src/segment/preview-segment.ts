import type { PreviewSegment, SegmentPreview } from '@dripemails/contracts';
import { describeCondition } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import { InstantPresenter } from '../present-instant.js';
import { presentSubscriber } from '../subscriber/present-subscriber.js';
import { COUNT_TIMEOUT_MS, namesIn, questionOf, scopeOf } from './ask-audience.js';
import { checkCondition } from './check-condition.js';
import type { SegmentPorts } from './manage-segments.js';

const SAMPLE = 10;

/** Who would be in a segment with a rule that is still being written. Nothing is stored. */
export class PreviewSegmentRule {
  constructor(private readonly ports: SegmentPorts) {}

  /** @throws DomainError `input.invalid` on `condition`, `segment.too_slow` */
  async execute(actor: Actor, { condition }: PreviewSegment): Promise<SegmentPreview> {
    const { segments, segmentAudience, lists, subscribers, workspaces, clock } = this.ports;
    const { workspaceId } = actor;
    const workspace = await workspaces.get(workspaceId);
    const rules = await segments.rules(workspaceId);
    const known = await scopeOf(this.ports, workspaceId, [condition]);
    // a rule that is part of no segment yet goes round no circle
    const asked = checkCondition(condition, { id: '', name: '', rules, ...known });
    const question = questionOf(workspace, asked, clock);
    const counted = await segmentAudience.count(question, COUNT_TIMEOUT_MS);
    const ids = counted.count === 0 ? [] : await segmentAudience.newest(question, SAMPLE, COUNT_TIMEOUT_MS);
    const instants = new InstantPresenter(workspace);
    const sample = await Promise.all(ids.map((id) => subscribers.get(workspaceId, id)));
    return {
      ...counted,
      words: describeCondition(condition, await namesIn(lists, workspaceId, [condition], rules)),
      sample: sample.map((record) => presentSubscriber(record, instants)),
    };
  }
}
