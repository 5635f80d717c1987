import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig, temporalConnection } from '@dripemails/platform';
import type { UseCases } from '@dripemails/runtime';
import {
  startTlsFront,
  startTlsRefuser,
  temporalAddress,
  testCertificates,
  type TlsFront,
  until,
} from '@dripemails/testing';
import { Connection } from '@temporalio/client';
import { days, Engine, mail } from './testing/engine.js';
import { createWorkers } from './workers.js';

const NAME = 'temporal.test';
/** Engines of other spec files are waited for. */
const START_MS = 10 * 60_000;

describe('Temporal behind TLS', () => {
  const { authority, client } = testCertificates;
  let front: TlsFront;
  beforeAll(async () => {
    front = await startTlsFront(temporalAddress());
  });
  afterAll(() => front.close());

  const trusting = () => ({
    TEMPORAL_TLS_SERVER_NAME: NAME,
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: authority,
  });
  const mutual = () => ({
    ...{ TEMPORAL_ADDRESS: front.address, ...trusting() },
    TEMPORAL_TLS_CLIENT_CERT_PATH: client.certificate,
    TEMPORAL_TLS_CLIENT_KEY_PATH: client.key,
  });
  /** As a process of ours starts, with the part of its environment that says how to get to Temporal. */
  const worker = (env: Record<string, string>) => {
    const temporal = temporalConnection(loadConfig('register', env));
    // it gets no further than to the connection
    return createWorkers({ temporal, namespace: 'default', sendSlots: 1, useCases: {} as UseCases });
  };

  it(
    'is where a client with a certificate starts workflows, and workers with one run them',
    async () => {
      const engine = await Engine.start({ config: mutual() });
      try {
        const sequence = await engine.sequence('By TLS', [mail('a'), days('w', 1), mail('b')]);
        const id = await engine.enroll(sequence, 'tls@example.com');
        const deadline = { deadlineMs: 30_000, message: 'the enrollment to end' };
        await until(async () => (await engine.get(id)).state === 'ended', deadline);
        expect(engine.mailsTo('tls@example.com').map(({ subject }) => subject)).toEqual(['Mail a', 'Mail b']);
      } finally {
        await engine.stop();
      }
    },
    START_MS,
  );

  it.each<[string, () => Record<string, string>, RegExp]>([
    [
      'without a certificate',
      () => ({ TEMPORAL_ADDRESS: front.address, ...trusting() }),
      /^Temporal cannot be reached at 127\.0\.0\.1:\d+ by TLS, with neither client certificate nor API key: .+ Check TEMPORAL_ADDRESS, and TEMPORAL_TLS/s,
    ],
    [
      'without TLS',
      () => ({ TEMPORAL_ADDRESS: front.address }),
      /^Temporal cannot be reached at 127\.0\.0\.1:\d+ without TLS: .+ Check TEMPORAL_ADDRESS, and TEMPORAL_TLS/s,
    ],
    [
      'where the server shows a certificate of somebody else',
      () => ({ ...mutual(), TEMPORAL_TLS_SERVER_CA_CERT_PATH: client.certificate }),
      /^Temporal cannot be reached at 127\.0\.0\.1:\d+ by TLS, with a client certificate: /,
    ],
    [
      'where the server has another name',
      () => ({ ...mutual(), TEMPORAL_TLS_SERVER_NAME: 'other.test' }),
      /^Temporal cannot be reached at 127\.0\.0\.1:\d+ by TLS, with a client certificate: /,
    ],
  ])(
    'is not reached by a worker %s, which says so',
    async (_what, env, message) => {
      await expect(worker(env())).rejects.toThrow(message);
    },
    60_000,
  );

  it('is shown the API key by clients and by workers', async () => {
    const refuser = await startTlsRefuser();
    try {
      const env = { TEMPORAL_ADDRESS: refuser.address, TEMPORAL_API_KEY: 'the-key', ...trusting() };
      await expect(worker(env)).rejects.toThrow(/by TLS, with an API key: .*not let in/s);
      const byWorker = refuser.shown.length;
      expect(byWorker).toBeGreaterThan(0);
      const client = Connection.connect({ ...temporalConnection(loadConfig('register', env)), connectTimeout: '5s' });
      await expect(client).rejects.toThrow();
      expect(refuser.shown.length).toBeGreaterThan(byWorker);
      expect(new Set(refuser.shown)).toEqual(new Set(['Bearer the-key']));
    } finally {
      await refuser.close();
    }
  }, 60_000);
});
