// @ts-check
import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { startSmtpProxy } from './smtp-proxy.mjs';

/** @typedef {import('./cut-plan.mjs').Cut} Cut */

/** What the relay saw: commands that it was asked to judge, and mails that it accepted or lost in the middle. */
/** @type {string[]} */
let seen = [];
/** @type {(Cut | undefined)[]} for each mail in turn */
let script = [];
/** @type {Cut[]} */
let noted = [];

/** @param {() => boolean} condition @param {string} what */
async function until(condition, what) {
  for (const end = Date.now() + 5000; !condition(); await sleep(5))
    if (Date.now() > end) throw new Error(`never ${what}; the relay saw ${seen.join(', ')}`);
}

describe('startSmtpProxy', () => {
  const relay = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], logger: false, disableReverseLookup: true },
    onMailFrom(_address, _session, done) {
      seen.push('mail');
      done();
    },
    onRcptTo(_address, _session, done) {
      seen.push('rcpt');
      done();
    },
    onData(stream, _session, done) {
      let length = 0;
      let isWhole = false;
      stream.on('data', (chunk) => (length += chunk.length));
      stream.on('end', () => {
        isWhole = true;
        seen.push('accepted');
        done(null, 'kept');
      });
      stream.on('close', () => isWhole || seen.push(`half a mail (${length > 0})`));
    },
  });
  relay.on('error', () => undefined);
  /** @type {{ port: number, close: () => Promise<void> }} */
  let proxy;

  before(async () => {
    relay.listen(0, '127.0.0.1');
    await once(relay.server, 'listening');
    const { port: relayPort } = /** @type {net.AddressInfo} */ (relay.server.address());
    const cuts = { next: () => script.shift(), note: (/** @type {Cut} */ cut) => void noted.push(cut) };
    proxy = await startSmtpProxy({ port: 0, relayPort, cuts });
  });
  after(async () => {
    await proxy.close();
    await new Promise((resolve) => relay.close(() => resolve(undefined)));
  });
  beforeEach(() => {
    [seen, script, noted] = [[], [], []];
  });

  const send = async (text = 'words\n'.repeat(5000)) => {
    const transport = createTransport({ host: '127.0.0.1', port: proxy.port, ignoreTLS: true });
    return transport.sendMail({ from: 'a@a.example', to: 'b@b.example', subject: 'S', text });
  };

  it('passes a mail on', async () => {
    assert.match((await send()).response, /kept/);
    assert.deepEqual([seen, noted], [['mail', 'rcpt', 'accepted'], []]);
  });

  it('passes several mails of one connection on, and cuts the one that it is told to', async () => {
    script = [undefined, undefined, 'cut-after-rcpt'];
    const pool = createTransport({
      pool: true,
      maxConnections: 1,
      host: '127.0.0.1',
      port: proxy.port,
      ignoreTLS: true,
    });
    const mail = { from: 'a@a.example', to: 'b@b.example', text: 'x' };
    await pool.sendMail(mail);
    await pool.sendMail(mail);
    assert.deepEqual([seen.filter((what) => what === 'accepted').length, noted], [2, []]);
    await pool.sendMail(mail).catch(() => undefined);
    pool.close();
    assert.deepEqual(noted, ['cut-after-rcpt']);
  });

  it('cuts before MAIL: the relay has heard nothing of it', async () => {
    script = ['cut-before-mail'];
    await assert.rejects(send());
    assert.deepEqual([seen, noted], [[], ['cut-before-mail']]);
  });

  it('cuts after RCPT: the relay waits for the mail in vain', async () => {
    script = ['cut-after-rcpt'];
    await assert.rejects(send());
    // A client that pipelines has said DATA by then; not a byte of the mail may have followed.
    const isNothing = (/** @type {string} */ what) => what !== 'half a mail (false)';
    assert.deepEqual([seen.filter(isNothing), noted], [['mail', 'rcpt'], ['cut-after-rcpt']]);
  });

  for (const text of ['short', 'words\n'.repeat(50_000)])
    it(`cuts in DATA: the relay gets a part of ${text.length} bytes and never the end`, async () => {
      script = ['cut-in-data'];
      await assert.rejects(send(text));
      await until(() => seen.length === 3, 'lost half a mail');
      assert.deepEqual([seen, noted], [['mail', 'rcpt', 'half a mail (true)'], ['cut-in-data']]);
    });

  it('cuts after the final dot: the relay has accepted the mail and the client is not told', async () => {
    script = ['cut-after-dot'];
    await assert.rejects(send());
    assert.deepEqual([seen, noted], [['mail', 'rcpt', 'accepted'], ['cut-after-dot']]);
  });

  it('understands a client that pipelines', async () => {
    for (const [cut, expected] of /** @type {[Cut | undefined, string[]][]} */ ([
      [undefined, ['mail', 'rcpt', 'accepted']],
      ['cut-before-mail', []],
      ['cut-after-dot', ['mail', 'rcpt', 'accepted']],
    ])) {
      [seen, script] = [[], [cut]];
      const answer = await pipeline(proxy.port);
      await until(() => seen.length === expected.length, `saw ${expected.join(', ')}`);
      assert.deepEqual([seen, answer.includes('kept')], [expected, cut === undefined]);
    }
  });

  it('hangs up on the client when the relay is away', async () => {
    const cuts = { next: () => undefined, note: () => undefined };
    const gone = net.createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port: relayPort } = /** @type {net.AddressInfo} */ (gone.address());
    gone.close();
    const lonely = await startSmtpProxy({ port: 0, relayPort, cuts });
    const client = net.connect(lonely.port, '127.0.0.1').on('error', () => undefined);
    await once(client, 'close');
    await lonely.close();
  });
});

/** @param {number} port @returns {Promise<string>} everything that the server said until it or the proxy hung up */
async function pipeline(port) {
  const socket = net.connect(port, '127.0.0.1').on('error', () => undefined);
  let answer = '';
  const closed = once(socket, 'close');
  socket.on('data', (bytes) => {
    const before = answer;
    answer += bytes;
    if (before === '' && answer.startsWith('220')) socket.write('EHLO me\r\n');
    if (!before.includes('250 ') && answer.includes('250 '))
      socket.write('MAIL FROM:<a@a.example>\r\nRCPT TO:<b@b.example>\r\nDATA\r\n');
    if (!before.includes('354') && answer.includes('354')) socket.write('Subject: S\r\n\r\nx\r\n.\r\nQUIT\r\n');
  });
  await closed;
  return answer;
}
