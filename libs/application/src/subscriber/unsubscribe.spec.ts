import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@dripemails/domain';
import type { MailLinkPorts } from '../consent/mail-link.js';
import { UnsubscribeByLink, UnsubscribeSubscriber, type UnsubscribePorts } from './unsubscribe.js';

const VISITOR = { ip: null, userAgent: null };
const gone = () => new DomainError('subscriber.not_found', 'There is no such subscriber.');

/** A profile `a` that goes into `b` while it is being unsubscribed, if `b` is somebody. */
function world(b: string | null) {
  const withdrawn: string[] = [];
  let isMerged = false;
  const subscribers = {
    get: (_workspaceId: string, id: string) =>
      id === 'a' && isMerged ? Promise.reject(gone()) : Promise.resolve({ id } as never),
    withdraw: (_workspaceId: string, id: string) => {
      if (id === 'a') isMerged = true;
      else withdrawn.push(id);
      return Promise.resolve([]);
    },
  } satisfies UnsubscribePorts['subscribers'];
  const clock = { now: () => 0 };
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const target = () => {
    const subscriberId = isMerged ? b : 'a';
    const who = { workspaceId: 'w', email: 'a@example.com', status: 'active', suppressed: null, list: null };
    return Promise.resolve(subscriberId === null ? null : { ...who, subscriberId });
  };
  const ports = {
    mailLinks: { target },
    tokens: { verify: () => 'message' },
    workspaces: { get: () => Promise.resolve({} as never) },
  } satisfies MailLinkPorts;
  const unsubscribe = new UnsubscribeSubscriber({
    ...{ subscribers, clock, log },
    orchestrator: { signalChanged: () => Promise.resolve() },
  });
  return { withdrawn, byLink: new UnsubscribeByLink({ ...ports, clock }, unsubscribe, {} as never) };
}

describe(UnsubscribeByLink, () => {
  it('follows a profile that is merged into another in that moment', async () => {
    const { withdrawn, byLink } = world('b');
    expect(await byLink.oneClick('token', VISITOR)).toMatchObject({ subscriberId: 'b' });
    expect(withdrawn).toEqual(['b']);
  });

  it('says so where the mail is gone too', async () => {
    const { withdrawn, byLink } = world(null);
    await expect(byLink.oneClick('token', VISITOR)).rejects.toMatchObject({ code: 'message.not_found' });
    expect(withdrawn).toEqual([]);
  });
});
