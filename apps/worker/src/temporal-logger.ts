import { DefaultLogger, type LogEntry, Runtime } from '@temporalio/worker';
import type { Logger } from '@dripemails/platform';

const LEVEL = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/** Sends what the Temporal SDK logs into our logger; our process, not the SDK, handles the signals. Call once a process. */
export function installTemporalRuntime(log: Logger): void {
  Runtime.install({
    logger: new DefaultLogger('INFO', ({ level, message, meta }: LogEntry) => log[LEVEL[level]](meta ?? {}, message)),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
  });
}
