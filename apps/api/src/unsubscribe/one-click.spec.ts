import { connect, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { fastify } from 'fastify';
import { askToRetryWhileClosing } from './one-click.js';

const POST = 'POST /u/x HTTP/1.1\r\nHost: api\r\nContent-Length: 0\r\n\r\n';

/** Collects what comes over a connection. */
function listen(socket: Socket) {
  let text = '';
  socket.on('data', (chunk) => (text += String(chunk)));
  return {
    closed: new Promise<string>((resolve) => socket.once('close', () => resolve(text))),
    first: new Promise<string>((resolve) => socket.once('data', () => resolve(text))),
  };
}

describe('an API that is stopped', () => {
  it('finishes what it has begun, and says to who still comes when to come again', async () => {
    const app = fastify();
    askToRetryWhileClosing(app);
    let commit = () => {};
    let begun = () => {};
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    app.post('/u/:token', async () => {
      begun();
      await new Promise<void>((resolve) => (commit = resolve));
      return 'committed';
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo;
    const slow = connect(port, '127.0.0.1');
    const slowAnswer = listen(slow);
    slow.write(POST);
    await hasBegun;
    const isConnected = new Promise((resolve) => app.server.once('connection', resolve));
    const late = connect(port, '127.0.0.1');
    const lateAnswer = listen(late);
    late.write(POST.slice(0, 30));
    // the connection is there, and in the middle of a request, when the process is told to stop
    await isConnected;
    const closed = app.close();
    late.write(POST.slice(30));
    expect(await lateAnswer.closed).toMatch(/^HTTP\/1\.1 503 [^]*retry-after: 5\r\n/i);
    commit();
    expect(await slowAnswer.first).toMatch(/^HTTP\/1\.1 200 [^]*committed$/);
    slow.end();
    await closed;
  });
});
