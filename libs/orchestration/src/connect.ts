import { Connection } from '@temporalio/client';

/**
 * Connects to Temporal lazily: the process starts without it, and calls fail with a clear error until it is there.
 * @param address host:port
 */
export function connectLazily(address: string): Connection {
  return Connection.lazy({ address, connectTimeout: '5s' });
}
