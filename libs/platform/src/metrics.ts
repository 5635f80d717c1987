import { Registry, collectDefaultMetrics, Counter, Histogram } from 'prom-client';

/** Metrics of a process, in the Prometheus text format. */
export interface Metrics {
  /** Mails by outcome: accepted, retry, rejected, unknown. */
  readonly messages: Counter<'outcome'>;
  /** Seconds from claim to record of one mail. */
  readonly sendSeconds: Histogram;
  /** The text that `/metrics` answers, and its content type. */
  text(): Promise<{ contentType: string; body: string }>;
}

/** Makes the metrics of one process; `process` becomes a label of all of them. */
export function createMetrics(process: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ process });
  collectDefaultMetrics({ register: registry });
  return {
    messages: new Counter({
      name: 'drip_messages_total',
      help: 'Mails handed to the relay, by outcome',
      labelNames: ['outcome'],
      registers: [registry],
    }),
    sendSeconds: new Histogram({
      name: 'drip_send_seconds',
      help: 'Seconds from the claim of a mail to its recorded outcome',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers: [registry],
    }),
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}
