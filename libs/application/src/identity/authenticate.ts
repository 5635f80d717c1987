import { DomainError } from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { ApiKeyMaker, ApiKeyRepository, Sessions } from './identity-port.js';

/** Finds out who calls: an API key in the Authorization header, or the session cookie of the web app. */
export class Authenticate {
  constructor(
    private readonly ports: {
      keys: Pick<ApiKeyRepository, 'findByHash'>;
      maker: ApiKeyMaker;
      sessions: Sessions;
      clock: Clock;
    },
  ) {}

  /** @throws DomainError `auth.required` */
  async execute(credentials: { authorization: string | undefined; cookie: string | undefined }): Promise<Actor> {
    const { keys, maker, sessions, clock } = this.ports;
    const key = /^Bearer\s+(\S+)$/i.exec(credentials.authorization ?? '')?.[1];
    if (key !== undefined) {
      const found = await keys.findByHash(maker.hash(key), clock.now());
      if (found !== null) return { workspaceId: found.workspaceId, kind: 'apiKey', id: found.id };
      throw new DomainError('auth.required', 'The API key is not valid or was revoked. Make a new one under Settings.');
    }
    const session = credentials.cookie === undefined ? null : await sessions.find(credentials.cookie);
    if (session !== null) return { workspaceId: session.workspaceId, kind: 'user', id: session.userId };
    throw new DomainError('auth.required', 'Sign in, or send an API key as `Authorization: Bearer <key>`.');
  }
}
