import type { TriggerSignal } from '@dripemails/application';
import pg from 'pg';

/** Channel on which a transaction that wrote into the outbox tells that it did. */
export const TRIGGER_CHANNEL = 'dripemails_triggers';

/** A lost connection is tried again after this long, then after twice as long each time up to the most. */
const FIRST_RETRY_MS = 250;
const MOST_RETRY_MS = 10_000;

/**
 * Listens for written entries on a connection of its own, which it replaces when it breaks. What is missed meanwhile
 * costs promptness alone: a dispatcher also looks by itself.
 */
export class PgTriggerSignal implements TriggerSignal {
  /**
   * @param url postgres://user:password@host:port/name; a direct connection, since a pooler in transaction mode cannot listen
   * @param onError told when the connection broke or could not be made
   */
  constructor(
    private readonly url: string,
    private readonly onError: (error: Error) => void,
  ) {}

  async listen(onSignal: () => void): Promise<{ close(): Promise<void> }> {
    const listener = new Listener(this.url, onSignal, this.onError);
    await listener.connect();
    return { close: () => listener.close() };
  }
}

class Listener {
  private client: pg.Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private retryMs = FIRST_RETRY_MS;
  private isClosed = false;

  constructor(
    private readonly url: string,
    private readonly onSignal: () => void,
    private readonly onError: (error: Error) => void,
  ) {}

  /** Connects; when that fails, goes on trying in the background. */
  async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'dripemails-triggers',
      keepAlive: true,
    });
    this.client = client;
    client.on('notification', () => this.onSignal());
    client.on('error', (error) => this.again(client, error));
    client.on('end', () => this.again(client, new Error('the connection that listens for triggers was closed')));
    try {
      await client.connect();
      await client.query(`listen ${TRIGGER_CHANNEL}`);
      this.retryMs = FIRST_RETRY_MS;
      this.onSignal();
    } catch (error) {
      this.again(client, error instanceof Error ? error : new Error(String(error)));
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined); // it may be the broken one
  }

  private again(client: pg.Client, error: Error): void {
    // a connection that breaks says so more than once
    if (this.isClosed || this.client !== client) return;
    this.client = undefined;
    this.onError(error);
    client.end().catch(() => undefined);
    this.retry = setTimeout(() => void this.connect(), this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, MOST_RETRY_MS);
  }
}
