import type { TemporalConnection } from '@dripemails/platform';
import { Connection } from '@temporalio/client';

/** Connects to Temporal lazily: the process starts without it, and calls fail with a clear error until it is there. */
export function connectLazily(temporal: TemporalConnection): Connection {
  return Connection.lazy({ ...temporal, connectTimeout: '5s' });
}
