import { z } from 'zod';
import {
  addressEnv,
  aiEnv,
  apiEnv,
  databaseEnv,
  demoEnv,
  domainEnv,
  logEnv,
  proxyEnv,
  relayEnv,
  secretEnv,
  smtpEnv,
  webhookEnv,
  workerEnv,
} from './fragments.js';
import { checkTemporalTogether, temporalEnv } from './temporal-env.js';

const shared = { ...databaseEnv, ...temporalEnv, ...addressEnv, ...relayEnv, ...secretEnv, ...logEnv };

// so that what variables say together is told beside what is wrong with others
const ALWAYS = { when: () => true };

/** What each process reads from its environment. */
export const environmentOf = {
  api: z
    .object({ ...shared, ...aiEnv, ...domainEnv, ...webhookEnv, ...apiEnv, ...proxyEnv, ...demoEnv })
    .superRefine(checkTemporalTogether, ALWAYS),
  worker: z
    .object({ ...shared, ...aiEnv, ...domainEnv, ...webhookEnv, ...workerEnv })
    .superRefine(checkTemporalTogether, ALWAYS),
  smtp: z.object({ ...shared, ...smtpEnv }).superRefine(checkTemporalTogether, ALWAYS),
  /** temporal/register.mjs, which makes a Temporal server ready. */
  register: z.object(temporalEnv).superRefine(checkTemporalTogether, ALWAYS),
} as const;
export type ProcessName = keyof typeof environmentOf;

/** Configuration that every process shares. */
export type SharedConfig = Readonly<z.infer<z.ZodObject<typeof shared>>>;
export type ConfigOf<P extends ProcessName> = Readonly<z.infer<(typeof environmentOf)[P]>>;

/** The environment is not usable; the message lists every problem with its variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads and checks the environment of a process once; empty variables count as absent.
 * @throws ConfigError listing every problem at once
 */
export function loadConfig<P extends ProcessName>(
  process: P,
  environment: Record<string, string | undefined>,
): ConfigOf<P> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = environmentOf[process].safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map(
      (issue) =>
        `  ${issue.path.join('.')}: ${given[String(issue.path[0])] === undefined ? 'is missing; ' : ''}${issue.message}`,
    );
    throw new ConfigError(
      `The configuration of ${process} has problems:\n${lines.join('\n')}\nSee .env.example for what each variable means.`,
    );
  }
  return Object.freeze(result.data) as ConfigOf<P>;
}

/**
 * The configuration of this process, from its own environment. Prints every problem and exits with 78 (EX_CONFIG of
 * sysexits) where it is not usable: a supervisor need not restart what cannot start.
 */
export function configOfThisProcess<P extends ProcessName>(name: P): ConfigOf<P> {
  try {
    return loadConfig(name, process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(78);
  }
}
