import type { Page, PageQuery } from '@dripemails/contracts';

export interface ApiKeyRecord {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

export interface ApiKeyRepository {
  create(workspaceId: string, key: { id: string; name: string; prefix: string; hash: string }): Promise<void>;
  list(workspaceId: string, query: PageQuery): Promise<Page<ApiKeyRecord>>;
  /** @throws DomainError `api_key.not_found` */
  revoke(workspaceId: string, id: string, at: number): Promise<void>;
  /** @throws DomainError `api_key.not_found` */
  get(workspaceId: string, id: string): Promise<ApiKeyRecord>;
  /** The workspace of a key that is not revoked; notes its use at most once a minute. */
  findByHash(hash: string, at: number): Promise<{ workspaceId: string; id: string } | null>;
}

/** Names of those who act in a workspace, for what keeps their ids. */
export interface ActorNames {
  /**
   * One question for any number of ids. Members of the workspace and its API keys, also revoked ones, are in the answer;
   * whoever is no member (any more) is not.
   */
  names(workspaceId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Makes and hashes keys; see platform. */
export interface ApiKeyMaker {
  make(): { key: string; prefix: string; hash: string };
  hash(key: string): string;
}

/** The header in which the edge tells `Sessions.handle` who is calling; it overwrites whatever a client sent. */
export const CLIENT_ADDRESS_HEADER = 'x-drip-client-address';

/** Users and their sessions, kept by better-auth. */
export interface Sessions {
  /** The user of a session cookie and their workspace, or null. */
  find(cookie: string): Promise<{ userId: string; workspaceId: string } | null>;
  user(userId: string): Promise<{ name: string; email: string } | null>;
  /** Creates a user with a password and makes them the owner of a workspace. @returns the user's id, also of one who exists */
  createOwner(workspaceId: string, user: { name: string; email: string; password: string }): Promise<string>;
  /** Answers the sign-in routes under /api/auth (Fetch API). */
  handle(request: Request): Promise<Response>;
}
