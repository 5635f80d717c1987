import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { LookupAddress } from 'node:dns';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { WebhookCall } from '@dripemails/application';
import { freePort, until } from '@dripemails/testing';
import { HttpWebhookCaller, type WebhookCallerOptions } from './http-webhook-caller.js';
import { webhookSecret } from './webhook-signature.js';

const SECRET = 'a secret that is long enough for tests';
const TLS = join(import.meta.dirname, '../../fixtures/tls');
const PRIVATE = {
  kind: 'failed',
  status: null,
  detail: 'The address points into a private network, which webhooks may not call',
};

interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

describe(HttpWebhookCaller, () => {
  let behaviour: (answer: ServerResponse, request: IncomingMessage) => void;
  let received: Received[];
  let connections: number;
  const handle = (request: IncomingMessage, answer: ServerResponse) => {
    void text(request).then((body) => {
      const { method = '', url = '', headers } = request;
      received.push({ method, path: url, headers, body });
      behaviour(answer, request);
    });
  };
  const server = createServer(handle);
  const tlsServer = createTlsServer(
    { key: readFileSync(join(TLS, 'key.pem')), cert: readFileSync(join(TLS, 'certificate.pem')) },
    handle,
  );
  server.on('connection', () => connections++);
  const portOf = (one: typeof server | typeof tlsServer) => {
    const address = one.address();
    if (address === null || typeof address === 'string') throw new Error('it does not listen');
    return address.port;
  };

  beforeAll(async () => {
    for (const one of [server, tlsServer]) await once(one.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => {
    for (const one of [server, tlsServer]) {
      one.close();
      one.closeAllConnections();
    }
  });
  beforeEach(() => {
    received = [];
    connections = 0;
    behaviour = (answer) => answer.end();
  });

  const home = () => `http://127.0.0.1:${portOf(server)}/hook?a=1`;
  const call = (change: Partial<WebhookCall> = {}, options: Partial<WebhookCallerOptions> = {}) =>
    new HttpWebhookCaller({ secret: SECRET, allowPrivate: true, ...options }).call({
      ...{ workspaceId: 'w', url: home(), headers: {}, id: 'ann/hook/1', body: '{"näme":1}', at: 1_795_593_600_999 },
      ...change,
    });
  const answers = (status: number, body = '', headers: Record<string, string> = {}) => {
    behaviour = (answer) => answer.writeHead(status, headers).end(body);
  };

  describe('the request', () => {
    it('is a signed POST', async () => {
      expect(await call({ headers: { Authorization: 'Bearer x', 'X-Own': 'yes' } })).toEqual({
        ...{ kind: 'ok', status: 200, detail: 'Answered 200' },
      });
      const [first] = received;
      if (first === undefined) throw new Error('nothing arrived');
      const { headers, ...request } = first;
      expect(request).toEqual({ method: 'POST', path: '/hook?a=1', body: '{"näme":1}' });
      expect(headers).toMatchObject({
        ...{ 'content-type': 'application/json', 'content-length': '11', 'user-agent': 'DripEmails' },
        ...{ 'webhook-id': 'ann/hook/1', 'idempotency-key': 'ann/hook/1', 'webhook-timestamp': '1795593600' },
        ...{ authorization: 'Bearer x', 'x-own': 'yes', host: `127.0.0.1:${portOf(server)}` },
      });
      const key = Buffer.from(webhookSecret(SECRET, 'w').replace('whsec_', ''), 'base64');
      const mac = createHmac('sha256', key).update('ann/hook/1.1795593600.{"näme":1}').digest('base64');
      expect(headers['webhook-signature']).toBe(`v1,${mac}`);
    });

    it('cannot be changed by the headers of a step where it matters', async () => {
      const names = ['Webhook-Id', 'WEBHOOK-TIMESTAMP', 'webhook-signature', 'Idempotency-Key', 'Host', 'User-Agent'];
      const more = ['Content-Length', 'Content-Type', 'Transfer-Encoding', 'Connection', 'Expect', 'Upgrade', 'TE'];
      const headers = Object.fromEntries([...names, ...more].map((name) => [name, '7']));
      expect(await call({ headers })).toMatchObject({ kind: 'ok' });
      expect(received).toHaveLength(1);
      expect(Object.values(received[0]?.headers ?? {})).not.toContain('7');
    });

    it.each(['line\r\nX-Evil: 1', 'nul\0', '€'])('is not made with a header that cannot be sent: %j', async (value) => {
      const detail = 'The header X-Own holds characters that cannot be sent';
      expect(await call({ headers: { 'X-Own': value } })).toEqual({ kind: 'failed', status: null, detail });
      expect(connections).toBe(0);
    });

    it.each(['ftp://example.com/', 'file:///etc/passwd', 'nowhere', ''])('is not made to %j', async (url) => {
      expect(await call({ url })).toMatchObject({ kind: 'failed', detail: 'It is no http or https address' });
    });
  });

  describe('the answer', () => {
    it.each([
      ...[200, 201, 202, 204, 299].map((status) => [status, 'ok'] as const),
      ...[300, 301, 302, 304, 307, 308].map((status) => [status, 'failed'] as const),
      ...[400, 401, 403, 404, 409, 410, 413, 422].map((status) => [status, 'failed'] as const),
      ...[408, 425, 429, 500, 501, 502, 503, 504, 599].map((status) => [status, 'retry'] as const),
    ])('%i is %s', async (status, kind) => {
      answers(status);
      expect(await call()).toMatchObject({ kind, status });
      expect(received).toHaveLength(1);
    });

    it('is shown by its status and the beginning of its text, on one line', async () => {
      answers(422, `no\n\tsuch \0 plan 😀${'x'.repeat(1000)}`);
      const { detail } = await call();
      expect(detail).toBe(`Answered 422: no such plan 😀${'x'.repeat(200 - 'no such plan 😀'.length + 1)}`);
    });

    it('never leads elsewhere', async () => {
      answers(302, '', { Location: home() });
      const detail = 'Answered 302: redirects are not followed';
      expect(await call()).toEqual({ kind: 'failed', status: 302, detail });
      expect(received).toHaveLength(1);
    });

    it.each([
      ['120', 120_000, 120_000],
      ['0', 0, 0],
      [() => new Date(Date.now() + 90_000).toUTCString(), 85_000, 90_000],
      ['Wed, 21 Oct 2015 07:28:00 GMT', 0, 0],
    ])('says when to come back: %s', async (value, least, most) => {
      answers(503, '', { 'Retry-After': typeof value === 'string' ? value : value() });
      const { retryAfterMs } = await call();
      expect(retryAfterMs).toBeGreaterThanOrEqual(least);
      expect(retryAfterMs).toBeLessThanOrEqual(most);
    });

    it('may say it in a way that nobody understands', async () => {
      answers(429, '', { 'Retry-After': 'soon' });
      expect(await call()).toEqual({ kind: 'retry', status: 429, detail: 'Answered 429' });
    });

    it('is not read to the end when it is huge', async () => {
      let written = 0;
      let isCut = false;
      behaviour = (answer) => {
        const chunk = 'x'.repeat(16 * 1024);
        answer.on('close', () => (isCut = true));
        answer.writeHead(500);
        const more = () => {
          while (!isCut && answer.write(chunk)) written += chunk.length;
        };
        answer.on('drain', more);
        more();
      };
      const { detail } = await call();
      expect(detail).toBe(`Answered 500: ${'x'.repeat(200)}`);
      await until(() => isCut, { deadlineMs: 5000, message: 'the connection to be closed' });
      // what the buffers of two sockets hold, not an endless stream
      expect(written).toBeLessThan(64 * 1024 * 1024);
    });

    it.each([
      [200, 'ok'],
      [503, 'retry'],
      [404, 'failed'],
    ])('counts when its status %i is here and its text never ends or breaks off', async (status, kind) => {
      const start = (answer: ServerResponse) => answer.writeHead(status, { 'Content-Length': '100' }).write('beg');
      behaviour = start;
      expect(await call({}, { timeoutMs: 300 })).toMatchObject({ kind, status });
      behaviour = (answer, request) => {
        start(answer);
        setImmediate(() => request.socket.destroy());
      };
      expect(await call()).toMatchObject({ kind, status });
    });
  });

  describe('no answer', () => {
    const retries = (detail: string) => ({ kind: 'retry', status: null, detail });

    it('in time', async () => {
      behaviour = () => undefined;
      expect(await call({}, { timeoutMs: 200 })).toEqual(retries('No answer in time'));
    });

    it('of the name servers in time', async () => {
      const resolve = () => new Promise<never>(() => undefined);
      expect(await call({ url: 'http://hook.test/' }, { resolve, timeoutMs: 200 })).toEqual(
        retries('No answer in time'),
      );
    });

    it('because the connection was cut', async () => {
      behaviour = (_answer, request) => request.socket.destroy();
      expect(await call()).toEqual(retries('No connection (ECONNRESET)'));
    });

    it('because nobody listens', async () => {
      expect(await call({ url: `http://127.0.0.1:${await freePort()}/` })).toEqual(
        retries('No connection (ECONNREFUSED)'),
      );
    });

    it('because it speaks something else', async () => {
      behaviour = (_answer, request) => request.socket.end('220 mail.example.com ESMTP\r\n');
      expect((await call()).detail).toMatch(/^What it answered is no HTTP \(HPE_/);
    });

    it('because it wants to go on in another protocol', async () => {
      behaviour = (_answer, request) =>
        request.socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n');
      expect(await call()).toEqual({ kind: 'failed', status: null, detail: 'It answers in another protocol' });
    });

    it('because the name does not exist', async () => {
      const resolve = () => Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' }));
      expect(await call({ url: 'http://hook.test/' }, { resolve })).toEqual(retries('No connection (ENOTFOUND)'));
    });
  });

  describe('without permission to call private networks', () => {
    const port = () => portOf(server);
    const refuse = async (url: string, resolve?: WebhookCallerOptions['resolve']) => {
      expect(await call({ url }, { allowPrivate: false, resolve })).toEqual(PRIVATE);
      expect(connections).toBe(0);
    };

    it.each([
      ...['127.0.0.1', '127.1', '0x7f.1', '2130706433', '017700000001', '0', '[::1]', '[::ffff:127.0.0.1]'],
      ...['localhost', 'LOCALHOST', '127.0.0.1.', '１２７.0.0.1'],
    ])('refuses this machine as %s', async (host) => await refuse(`http://${host}:${port()}/hook`));

    it.each(['169.254.169.254', '[::ffff:10.0.0.1]', '10.0.0.1', '192.168.0.1', '[fd00:ec2::254]', '[64:ff9b::a00:1]'])(
      'refuses %s, also with https',
      async (host) => {
        await refuse(`http://${host}/latest/meta-data`);
        await refuse(`https://${host}/`);
      },
    );

    const problemOf = (url: string, allowPrivate = false) =>
      new HttpWebhookCaller({ secret: SECRET, allowPrivate }).problemOf(url);

    it.each([
      'http://127.0.0.1:3001/x',
      'https://[::1]/',
      'http://0x7f.1/',
      'http://localhost/',
      'https://a.LOCALHOST./',
    ])('says of %s beforehand that it cannot be called', (url) => {
      expect(problemOf(url)).toMatch(/private network.*: write one that the internet can reach, or set WEBHOOK_ALLOW/);
      expect(problemOf(url, true)).toBeNull();
    });

    it.each(['https://example.com/x', 'https://8.8.8.8/', 'https://localhost.example.com/', 'no address'])(
      'says nothing of %s beforehand',
      (url) => expect(problemOf(url)).toBeNull(),
    );

    it.each<[string, LookupAddress[]]>([
      ['a private address', [{ address: '127.0.0.1', family: 4 }]],
      ['a private address behind a public one', [dns('93.184.216.34'), dns('127.0.0.1')]],
      ['a mapped one', [{ address: '::ffff:127.0.0.1', family: 6 }]],
    ])('refuses a name that leads to %s', async (_what, found) => {
      await refuse(`http://hook.test:${port()}/`, () => Promise.resolve(found));
      await refuse(`https://hook.test:${port()}/`, () => Promise.resolve(found));
    });
  });

  it('connects to the address that it looked up, once, and keeps the name', async () => {
    const asked: string[] = [];
    const resolve = (name: string) => {
      asked.push(name);
      // a second look would lead to where nobody listens
      return Promise.resolve([dns(asked.length === 1 ? '127.0.0.1' : '127.9.9.9')]);
    };
    expect(await call({ url: `http://hook.test:${portOf(server)}/` }, { resolve })).toMatchObject({ kind: 'ok' });
    expect(asked).toEqual(['hook.test']);
    expect(received[0]?.headers.host).toBe(`hook.test:${portOf(server)}`);
  });

  it('looks again on the next call', async () => {
    const asked: string[] = [];
    const resolve = (name: string) => Promise.resolve([dns(asked.push(name) > 0 ? '127.0.0.1' : '')]);
    for (let turn = 0; turn < 2; turn++) await call({ url: `http://hook.test:${portOf(server)}/` }, { resolve });
    expect(asked).toHaveLength(2);
    expect(connections).toBe(2);
  });

  describe('over TLS', () => {
    const ca = readFileSync(join(TLS, 'certificate.pem'), 'utf8');
    const resolve = () => Promise.resolve([dns('127.0.0.1')]);
    const to = (name: string) => ({ url: `https://${name}:${portOf(tlsServer)}/` });

    it('calls whose certificate is good', async () => {
      expect(await call(to('hook.test'), { resolve, ca })).toMatchObject({ kind: 'ok' });
      expect(received).toHaveLength(1);
    });

    it.each([
      ['of an authority that nobody knows', 'hook.test', undefined, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
      ['of somebody else', 'other.test', ca, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ])('tells nothing to one with a certificate %s', async (_words, name, trusted, code) => {
      expect(await call(to(name), { resolve, ca: trusted })).toMatchObject({
        ...{ kind: 'retry', status: null, detail: `No connection (${code})` },
      });
      expect(received).toEqual([]);
    });
  });
});

function dns(address: string): LookupAddress {
  return { address, family: 4 };
}
