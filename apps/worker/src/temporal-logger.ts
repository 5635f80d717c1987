import { DefaultLogger, type LogEntry, Runtime } from '@temporalio/worker';
import type { Logger } from '@dripemails/platform';

/** What the SDK warns of although it is meant: each of our workers serves one kind of task. */
const MEANT = /^No (activities|workflows|Nexus services) registered/;

const LEVEL = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** Sends what the Temporal SDK logs into our logger; our process, not the SDK, handles the signals. Call once a process. */
export function installTemporalRuntime(log: Logger): void {
  Runtime.install({
    logger: new DefaultLogger('INFO', ({ level, message, meta }: LogEntry) =>
      log[MEANT.test(message) ? 'debug' : LEVEL[level]](meta ?? {}, message),
    ),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
  });
}
