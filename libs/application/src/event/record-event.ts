import type { RecordEvent as EventInput, RecordedEvents, RecordEvents as EventInputs } from '@dripemails/contracts';
import { DomainError, foldAddress, parseEmailAddress, WorkspaceClock } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { Log } from '../logger.js';
import type { Orchestrator } from '../orchestrator-port.js';
import { personErased } from '../subscriber/person-erased.js';
import { unknownEmail } from '../subscriber/unknown-email.js';
import { tellChanged } from '../tell-changed.js';
import type { WorkspaceRepository } from '../workspace/workspace-port.js';
import type { EventRecorder, NewCustomEvent } from './event-port.js';
import { storableProperties } from './storable-properties.js';

export interface RecordEventPorts {
  readonly recorder: EventRecorder;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly orchestrator: Pick<Orchestrator, 'signalChanged'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Clocks of other systems may be ahead of ours by so much, real ms; what they tell is then taken as happening now. */
const SKEW_MS = 60_000;

/** Records what subscribers did, as another system tells it: sets off triggers and tells whoever waits for it. */
export class RecordEvent {
  constructor(private readonly ports: RecordEventPorts) {}

  /** @throws DomainError `subscriber.not_found`, `subscriber.erased`, `input.invalid` for an address or an instant in the future */
  async execute(actor: Actor, input: EventInput): Promise<RecordedEvents> {
    const { rejections } = await this.record(actor, [input]);
    if (rejections[0] !== undefined) throw rejections[0].error;
    return { recorded: 1, rejected: [] };
  }

  /** Records those events of a batch that can be; the answer says which cannot and why. */
  async executeBatch(actor: Actor, { events }: EventInputs): Promise<RecordedEvents> {
    const { recorded, rejections } = await this.record(actor, events);
    return { recorded, rejected: rejections.map(({ index, error }) => ({ index, message: error.message })) };
  }

  private async record(
    actor: Actor,
    inputs: readonly EventInput[],
  ): Promise<{ recorded: number; rejections: readonly { index: number; error: DomainError }[] }> {
    const { recorder, workspaces, clock } = this.ports;
    const time = new WorkspaceClock((await workspaces.get(actor.workspaceId)).clock);
    const people = await recorder.find(actor.workspaceId, {
      ids: inputs.flatMap(({ subscriberId }) => subscriberId ?? []),
      emails: inputs.flatMap(({ email }) => parsedOrNone(email)),
    });
    const erased = new Set(people.filter(({ isErased }) => isErased).map(({ id }) => id));
    const byId = new Set(people.map(({ id }) => id));
    const byEmail = new Map(people.map(({ id, email }) => [foldAddress(email), id]));
    const events: NewCustomEvent[] = [];
    const rejections: { index: number; error: DomainError }[] = [];
    for (const [index, input] of inputs.entries()) {
      try {
        const subscriberId = whoOf(input, byId, byEmail);
        if (erased.has(subscriberId)) throw personErased(input.subscriberId === undefined ? 'email' : 'subscriberId');
        events.push({
          subscriberId,
          name: input.name,
          properties: storableProperties(input.properties),
          at: instantOf(input, time, clock.now()),
        });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        rejections.push({ index, error });
      }
    }
    if (events.length > 0) {
      const waiting = await recorder.recordCustom(actor.workspaceId, events);
      await tellChanged(this.ports, waiting, 'an event that it waits for was recorded');
    }
    return { recorded: events.length, rejections };
  }
}

function whoOf(
  { subscriberId, email }: EventInput,
  byId: ReadonlySet<string>,
  byEmail: ReadonlyMap<string, string>,
): string {
  if (subscriberId !== undefined) {
    if (byId.has(subscriberId)) return subscriberId;
    throw new DomainError('subscriber.not_found', 'There is no such subscriber.', [
      { path: 'subscriberId', message: 'There is no such subscriber: choose one that exists.' },
    ]);
  }
  const found = byEmail.get(foldAddress(parseEmailAddress(email ?? '')));
  if (found === undefined) throw unknownEmail();
  return found;
}

/** What is no address is told of its event, once the others were looked up. */
function parsedOrNone(email: string | undefined): readonly string[] {
  try {
    return email === undefined ? [] : [parseEmailAddress(email)];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return [];
  }
}

/** When it happened, real ms; an absent instant is now. What comes in is in the workspace's time, as all that goes out. */
function instantOf({ occurredAt }: EventInput, time: WorkspaceClock, now: number): number {
  if (occurredAt === undefined) return now;
  const at = time.toReal(Date.parse(occurredAt));
  if (at > now + SKEW_MS)
    throw new DomainError('input.invalid', 'The event cannot have happened in the future.', [
      { path: 'occurredAt', message: 'Give an instant that is not in the future, or leave it out for now.' },
    ]);
  return Math.min(at, now);
}
