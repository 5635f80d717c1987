import { isIP } from 'node:net';
import { z } from 'zod';

const port = (fallback: number) => z.coerce.number().int().min(1).max(65535).default(fallback);
const host = z.string().min(1).default('127.0.0.1');
const url = (...protocols: string[]) =>
  z.url().refine((text) => protocols.includes(new URL(text).protocol.slice(0, -1)), {
    message: `must start with ${protocols.map((one) => `${one}://`).join(' or ')}`,
  });

/** PostgreSQL 15 or newer: the truth. */
export const databaseEnv = { DATABASE_URL: url('postgres', 'postgresql') };

/** Where people and mail programs reach us; stands in links. */
export const addressEnv = {
  WEB_URL: url('http', 'https').default('http://localhost:3000'),
  API_URL: url('http', 'https').default('http://localhost:3001'),
  TEMPORAL_UI_URL: url('http', 'https').default('http://localhost:8233'),
};

/** The relay that outgoing mail is handed to, and the domain that bounces and replies come back to. */
export const relayEnv = {
  SMTP_URL: url('smtp', 'smtps').default('smtp://127.0.0.1:1025'),
  /** `own` when SMTP_URL leads to our SMTP app over the same database: only then can the relay be asked what it took. */
  SMTP_RELAY: z.enum(['own', 'external']).default('external'),
  INBOUND_DOMAIN: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain in lower case, such as in.example.com')
    .default('inbound.example.com'),
};

/** Signs sessions, unsubscribe links and return paths; the same for every process. */
export const secretEnv = {
  APP_SECRET: z.string().min(32, 'must have at least 32 characters; make one with `openssl rand -hex 32`'),
};

export const logEnv = {
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
};

export const apiEnv = {
  API_HOST: host,
  API_PORT: port(3001),
  IMPORT_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(200 * 1024 * 1024),
};
export const demoEnv = {
  DEMO_DAY_SECONDS: z.coerce.number().min(1).max(86_400).default(10),
  /** Make another API key for the demo: the one that `npm start` kept is lost. */
  SEED_NEW_API_KEY: z.stringbool().default(false),
  /** Password of the owner that create-workspace makes; without it one is made and printed. */
  OWNER_PASSWORD: z.string().min(10).optional(),
};
export const workerEnv = {
  WORKER_HOST: host,
  WORKER_HEALTH_PORT: port(3002),
  WORKER_SEND_SLOTS: z.coerce.number().int().min(1).max(500).default(20),
};
export const smtpEnv = {
  SMTP_HOST: host,
  SMTP_PORT: port(1025),
  SMTP_HEALTH_PORT: port(3003),
  SMTP_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(10 * 1024 * 1024),
};

/** The language model of `aiRevise` steps; without a token and an endpoint there is none. */
export const aiEnv = {
  HF_TOKEN: z.string().min(1).optional(),
  HF_MODEL: z.string().min(1).default('mistralai/Mistral-7B-Instruct-v0.2'),
  HF_PROVIDER: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'must be the name of an inference provider, or auto')
    .default('auto'),
  HF_ENDPOINT_URL: url('http', 'https').optional(),
  /** For one answer of the model. */
  AI_TIMEOUT_SECONDS: z.coerce.number().int().min(1).max(600).default(60),
};

/** A list by commas. @param isRight whether one item may stand in it */
const list = (isRight: (item: string) => boolean, must: string) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    )
    .pipe(z.array(z.string().refine(isRight, must)));

const HOST_NAME = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** An IP address, with a port or without; an IPv6 address with one stands in brackets. */
function isNameServer(text: string): boolean {
  const [, v6, v4] = /^(?:\[([^\]]+)\]|([^:]+))(?::\d{1,5})?$/.exec(text) ?? [];
  return isIP(text) !== 0 || isIP(v6 ?? '') === 6 || isIP(v4 ?? '') === 4;
}

/** What the SPF of sending domains is held against, and who is asked about it. */
export const domainEnv = {
  /** Name servers by their addresses, with a port or without; the system's when left out. */
  DNS_SERVERS: list(isNameServer, 'must be IP addresses, such as 192.0.2.53 or 192.0.2.53:5353').optional(),
  /** What the relay sends from: IP addresses, or host names that have them. */
  SPF_HOSTS: list(
    (item) => isIP(item) !== 0 || HOST_NAME.test(item),
    'must be IP addresses or host names, by commas',
  ).default([]),
  SPF_INCLUDE: z.string().regex(HOST_NAME, 'must be a domain name, such as spf.example.com').optional(),
};

/** An IP address, a range of them such as 10.0.0.0/8, or the name of a usual range. */
function isProxy(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  if (bits === undefined) return isIP(text) !== 0 || ['loopback', 'linklocal', 'uniquelocal'].includes(text);
  return (
    rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= { 0: -1, 4: 32, 6: 128 }[isIP(address) as 0 | 4 | 6]
  );
}

/** Who stands before the API. */
export const proxyEnv = {
  /** Proxies that are believed when they say who calls (X-Forwarded-For): addresses, ranges, or the names of usual ranges. */
  TRUST_PROXY: list(
    isProxy,
    'must be IP addresses, ranges such as 10.0.0.0/8, or loopback, linklocal or uniquelocal, by commas',
  ).default([]),
};

/** Webhook steps of sequences. */
export const webhookEnv = {
  /** Whether they may call addresses of private networks, which is dangerous where marketers are not trusted with those. */
  WEBHOOK_ALLOW_PRIVATE: z.stringbool().default(false),
};
