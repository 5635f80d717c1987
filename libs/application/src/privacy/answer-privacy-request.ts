import type { PrivacyRequest } from '@dripemails/contracts';
import { DomainError } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import { actorRef } from './actor-ref.js';
import type { RequestErase } from './erase-person.js';
import { ASKED_BY_PERSON, type PrivacyRepository } from './privacy-port.js';
import type { ReadPrivacyRequests } from './read-privacy.js';

export interface AnswerPrivacyPorts {
  readonly privacy: Pick<PrivacyRepository, 'get' | 'answer'>;
  readonly clock: Clock;
}

/** Answers what a person asked for by themselves: yes or no. */
export class AnswerPrivacyRequest {
  constructor(
    private readonly ports: AnswerPrivacyPorts,
    private readonly requestErase: RequestErase,
    private readonly read: ReadPrivacyRequests,
  ) {}

  /**
   * Erases the person who waits for it, or notes that the person was given the copy (`ExportPerson` makes it). Harmless
   * when repeated.
   * @throws DomainError `privacy_request.not_found`, `privacy_request.answered`, `subscriber.not_found`
   */
  async fulfil(actor: Actor, id: string): Promise<PrivacyRequest> {
    const request = await this.ofPerson(actor, id);
    if (request.status === 'declined') throw answered('declined');
    if (request.kind === 'erase') await this.requestErase.execute(actor, request.subscriberId, id);
    else if (request.status === 'waiting') {
      const isNoted = await this.note(actor, id, null);
      if (!isNoted && (await this.ofPerson(actor, id)).status === 'declined') throw answered('declined');
    }
    return await this.read.get(actor, id);
  }

  /** @throws DomainError `privacy_request.not_found`, `privacy_request.answered` */
  async decline(actor: Actor, id: string, reason: string): Promise<PrivacyRequest> {
    const { status } = await this.ofPerson(actor, id);
    if (!(await this.note(actor, id, reason))) throw answered(status === 'declined' ? 'declined' : 'fulfilled');
    return await this.read.get(actor, id);
  }

  /** The request, if it is one of a person. */
  private async ofPerson({ workspaceId }: Actor, id: string) {
    const request = await this.ports.privacy.get(workspaceId, id);
    if (request.requestedBy !== ASKED_BY_PERSON) throw answered('fulfilled');
    return request;
  }

  private async note(actor: Actor, id: string, reason: string | null): Promise<boolean> {
    const answeredBy = actorRef(actor);
    return await this.ports.privacy.answer(actor.workspaceId, id, { reason, answeredBy, at: this.ports.clock.now() });
  }
}

const answered = (how: 'fulfilled' | 'declined') =>
  new DomainError(
    'privacy_request.answered',
    how === 'declined'
      ? 'This request was declined, and the person may have read that. They can ask again on their preference page; or erase or export the person on their own page.'
      : 'This request does not wait for an answer: it was fulfilled, or a member started it. Look at its status.',
  );
