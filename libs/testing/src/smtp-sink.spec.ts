import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startSmtpSink, type SmtpSink } from './smtp-sink.js';
import { type SinkBehaviour } from './sink-behaviour.js';

const MAIL = [
  'From: shop@example.com',
  'To: Ada <ada@example.net>',
  'Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= =?utf-8?b?IHVuZCBLw7xzc2U=?=',
  'Message-ID: <1@example.com>',
  'X-Long: one',
  ' two',
  '',
  '..a line that begins with a dot',
].join('\r\n');

/** Sends one mail a command at a time, as far as the server lets it; answers the reply codes and how it ended. */
async function send(port: number, to = 'ada@example.net'): Promise<{ codes: number[]; cut: boolean }> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined); // a reset is how some of these connections are meant to end
  const codes: number[] = [];
  const commands = ['EHLO test', 'MAIL FROM:<shop@example.com>', `RCPT TO:<${to}>`, 'DATA', `${MAIL}\r\n.`, 'QUIT'];
  let pending = '';
  socket.on('data', (chunk) => {
    pending += chunk.toString();
    for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
      const line = pending.slice(0, end);
      pending = pending.slice(end + 2);
      if (line[3] === '-') continue;
      codes.push(Number(line.slice(0, 3)));
      const refused = Number(line.slice(0, 3)) >= 400;
      const next = refused ? 'QUIT' : commands.shift();
      if (refused) commands.length = 0;
      if (next) socket.write(`${next}\r\n`);
    }
  });
  await once(socket, 'close');
  return { codes, cut: codes.at(-1) !== 221 };
}

describe(startSmtpSink.name, () => {
  let sink: SmtpSink;
  const start = async (behaviour: SinkBehaviour = {}): Promise<void> => {
    sink = await startSmtpSink({ behaviour });
  };
  afterEach(() => sink.close());

  it('keeps an accepted mail with its envelope, bytes and headers', async () => {
    await start();
    expect(await send(sink.port)).toEqual({ codes: [220, 250, 250, 250, 354, 250, 221], cut: false });
    const [message] = sink.messages;
    expect(message).toMatchObject({
      envelope: { from: 'shop@example.com', to: ['ada@example.net'] },
      subject: 'Grüße und Küsse',
      to: 'Ada <ada@example.net>',
      messageId: '<1@example.com>',
      reply: 250,
    });
    expect(message?.headers.get('x-long')).toBe('one two');
    expect(message?.raw.toString()).toContain('\r\n\r\n.a line that begins with a dot');
  });

  it.each([
    ['mail', 421, [220, 250, 421]],
    ['rcpt', 550, [220, 250, 250, 550, 221]],
    ['data', 451, [220, 250, 250, 250, 451, 221]],
    ['end', 554, [220, 250, 250, 250, 354, 554, 221]],
  ] as const)('answers at %s with %i', async (phase, code, codes) => {
    await start({ [phase]: { code, text: 'not today' } });
    expect((await send(sink.port)).codes.slice(0, codes.length)).toEqual(codes);
    expect(sink.messages.map(({ reply }) => reply)).toEqual(phase === 'end' ? [554] : []);
  });

  it.each([
    ['mail', [220, 250], 0],
    ['rcpt', [220, 250, 250, 250], 0],
    ['data', [220, 250, 250, 250, 354], 0],
    ['end', [220, 250, 250, 250, 354], 1],
  ] as const)('cuts the connection at %s', async (phase, codes, kept) => {
    await start({ [phase]: 'drop' });
    expect(await send(sink.port)).toEqual({ codes, cut: true });
    expect(sink.messages.map(({ reply }) => reply)).toEqual(kept === 1 ? [undefined] : []);
  });

  it('asks a function about each transaction and takes a new behaviour at once', async () => {
    await start(({ number, to }) => ({
      ...(number === 1 && { end: { code: 451 } }),
      ...(to.at(-1) === 'gone@example.net' && { rcpt: { code: 550 } }),
    }));
    await send(sink.port);
    await send(sink.port);
    expect((await send(sink.port, 'gone@example.net')).codes).toContain(550);
    sink.behave({});
    expect((await send(sink.port, 'gone@example.net')).codes).not.toContain(550);
    expect(sink.messages.map(({ reply }) => reply)).toEqual([451, 250, 250]);
    expect(sink.transactions).toBe(4);
  });

  it('waits for a mail, and says how many came when none fits', async () => {
    await start();
    const waiting = sink.waitFor(({ to }) => to?.includes('ada') ?? false, { deadlineMs: 5_000 });
    await send(sink.port);
    expect((await waiting).messageId).toBe('<1@example.com>');
    await expect(sink.waitFor(() => false, { deadlineMs: 50 })).rejects.toThrow('1 arrived, none fits');
  });

  it('closes with a connection open', async () => {
    await start();
    const socket = connect(sink.port, '127.0.0.1');
    socket.on('error', () => undefined); // reset by the close
    await once(socket, 'data');
    await sink.close();
    await once(socket, 'close');
    await start();
  });
});
