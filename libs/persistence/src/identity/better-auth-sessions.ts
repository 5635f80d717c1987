import { CLIENT_ADDRESS_HEADER, type Sessions } from '@dripemails/application';
import { betterAuth } from 'better-auth';
import { v7 as newId } from 'uuid';
import type { Database } from '../database.js';

export interface SessionOptions {
  readonly secret: string;
  readonly apiUrl: string;
  readonly webUrl: string;
}

const timestamps = { createdAt: 'created_at', updatedAt: 'updated_at' };

/** better-auth over our own tables: email and password; who may sign up is decided by an invitation, so that route is off. */
function createAuth(db: Database, { secret, apiUrl, webUrl }: SessionOptions) {
  return betterAuth({
    database: db.pool,
    secret,
    baseURL: apiUrl,
    basePath: '/api/auth',
    trustedOrigins: [apiUrl, webUrl],
    telemetry: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    user: { modelName: 'users', fields: { emailVerified: 'email_verified', ...timestamps } },
    session: {
      modelName: 'session',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...timestamps,
      },
    },
    account: {
      modelName: 'account',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...timestamps,
      },
    },
    verification: { modelName: 'verification', fields: { expiresAt: 'expires_at', ...timestamps } },
    advanced: {
      database: { generateId: () => newId() },
      cookiePrefix: 'drip',
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    // guessing passwords: counted per address; memory is enough while one API process signs people in
    rateLimit: { enabled: true, window: 60, max: 100, customRules: { '/sign-in/email': { window: 60, max: 30 } } },
    logger: { disabled: true },
  });
}

/** Users and their sessions, kept by better-auth. */
export class BetterAuthSessions implements Sessions {
  private readonly auth: ReturnType<typeof createAuth>;

  constructor(
    private readonly db: Database,
    options: SessionOptions,
  ) {
    this.auth = createAuth(db, options);
  }

  async find(cookie: string): Promise<{ userId: string; workspaceId: string } | null> {
    const session = await this.auth.api.getSession({ headers: new Headers({ cookie }) });
    if (session === null) return null;
    const member = await this.db.prisma.member.findFirst({
      where: { userId: session.user.id },
      orderBy: { createdAt: 'asc' },
      select: { workspaceId: true },
    });
    return member === null ? null : { userId: session.user.id, workspaceId: member.workspaceId };
  }

  async user(userId: string): Promise<{ name: string; email: string } | null> {
    return await this.db.prisma.user.findUnique({ where: { id: userId }, select: { name: true, email: true } });
  }

  async createOwner(workspaceId: string, user: { name: string; email: string; password: string }): Promise<string> {
    const existing = await this.db.prisma.user.findUnique({
      where: { email: user.email.toLowerCase() },
      select: { id: true },
    });
    const userId = existing?.id ?? (await this.createUser(user));
    await this.db.prisma.member.upsert({
      where: { workspaceId_userId: { workspaceId, userId } },
      create: { workspaceId, userId, role: 'owner' },
      update: {},
    });
    return userId;
  }

  async handle(request: Request): Promise<Response> {
    return await this.auth.handler(request);
  }

  private async createUser({
    name,
    email,
    password,
  }: {
    name: string;
    email: string;
    password: string;
  }): Promise<string> {
    const context = await this.auth.$context;
    const hash = await context.password.hash(password);
    const created = await context.internalAdapter.createUser(
      { name, email: email.toLowerCase(), emailVerified: true },
      { method: 'email-password' },
    );
    await context.internalAdapter.linkAccount({
      userId: created.id,
      providerId: 'credential',
      accountId: created.id,
      password: hash,
    });
    return created.id;
  }
}
