import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { SMTPServerDataStream } from 'smtp-server';
import { ConnectionLimit } from './connection-limit.js';
import { IntakeMemory } from './intake-memory.js';
import { hasBareLineBreak } from './line-breaks.js';
import { withReceivedMail, type ReceivedMail } from './received-mail.js';

const dataStream = (): SMTPServerDataStream => Object.assign(new PassThrough(), { byteLength: 0, sizeExceeded: false });

/** Receives what `feed` writes; answers what came of it and how many bytes are still held afterwards. */
async function receive(
  limit: number,
  feed: (stream: SMTPServerDataStream) => void,
): Promise<{ mail: ReceivedMail | undefined; free: boolean }> {
  const memory = new IntakeMemory(limit);
  const stream = dataStream();
  let mail: ReceivedMail | undefined;
  const receiving = withReceivedMail(stream, memory, (received) => {
    mail = received;
    return Promise.resolve();
  });
  feed(stream);
  await receiving;
  return { mail, free: memory.reserve(limit) };
}

describe(withReceivedMail.name, () => {
  it('puts the pieces together', async () => {
    const { mail, free } = await receive(100, (stream) => {
      stream.write('one ');
      stream.end('two');
    });
    expect(mail).toEqual({ kind: 'complete', raw: Buffer.from('one two') });
    expect(free).toBe(true);
  });

  it('takes an empty mail', async () => {
    expect((await receive(100, (stream) => stream.end())).mail).toEqual({ kind: 'complete', raw: Buffer.alloc(0) });
  });

  it('reads what does not fit to the end and keeps none of it', async () => {
    const { mail, free } = await receive(5, (stream) => {
      stream.write('four');
      stream.write('more');
      stream.end('x');
    });
    expect(mail).toEqual({ kind: 'overloaded' });
    expect(free).toBe(true);
  });

  it('knows a mail that is too large', async () => {
    const { mail, free } = await receive(100, (stream) => {
      stream.write('four');
      stream.sizeExceeded = true;
      stream.end('more');
    });
    expect(mail).toEqual({ kind: 'oversized' });
    expect(free).toBe(true);
  });

  it.each([new Error('gone'), undefined])('knows a client that is gone (%p)', async (error) => {
    const { mail, free } = await receive(100, (stream) => {
      stream.write('half');
      setImmediate(() => stream.destroy(error));
    });
    expect(mail).toEqual({ kind: 'gone' });
    expect(free).toBe(true);
  });
});

describe(hasBareLineBreak.name, () => {
  it.each(['', 'a', 'a\r\n', '\r\n\r\na\r\n'])('allows %j', (text) =>
    expect(hasBareLineBreak(Buffer.from(text))).toBe(false),
  );
  it.each(['\n', '\r', 'a\nb', 'a\rb', '\r\n\n', '\r\r\n', 'a\r\n\r'])('finds it in %j', (text) =>
    expect(hasBareLineBreak(Buffer.from(text))).toBe(true),
  );
});

describe(ConnectionLimit.name, () => {
  it('counts by address, and forgets what is closed', () => {
    const limit = new ConnectionLimit(1);
    expect([limit.open('a', '1'), limit.open('a', '2'), limit.open('b', '3')]).toEqual([true, false, true]);
    limit.close('a', '2');
    expect(limit.open('a', '4')).toBe(false);
    limit.close('a', '1');
    expect(limit.open('a', '5')).toBe(true);
  });
});
