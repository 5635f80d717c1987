// @ts-check
import { once } from 'node:events';
import net from 'node:net';
import { SmtpDialogue } from './smtp-dialogue.mjs';

/** @typedef {import('./cut-plan.mjs').Cut} Cut */
/**
 * @typedef {object} CutSource asked once for each mail, told of each cut that was carried out
 * @property {() => Cut | undefined} next
 * @property {(cut: Cut) => void} note
 */

/**
 * Stands between a client and its relay and cuts the connection where it is told to. What it cuts is certain to it: after
 * `cut-before-mail` and `cut-after-rcpt` the relay has no byte of the mail, after `cut-in-data` a part of a mail without its end, and
 * after `cut-after-dot` it has accepted the mail and the client was not told.
 * @param {{ port: number, relayPort: number, cuts: CutSource }} options on 127.0.0.1; `port` 0 takes any
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export async function startSmtpProxy({ port, relayPort, cuts }) {
  /** @type {Set<net.Socket>} */
  const sockets = new Set();
  const server = net.createServer((client) => {
    const relay = net.connect({ port: relayPort, host: '127.0.0.1', noDelay: true });
    client.setNoDelay(true);
    for (const socket of [client, relay]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    join(client, relay, cuts);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: /** @type {net.AddressInfo} */ (server.address()).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/**
 * @param {net.Socket} client
 * @param {net.Socket} relay
 * @param {CutSource} cuts
 */
function join(client, relay, cuts) {
  const dialogue = new SmtpDialogue();
  /** @type {Cut | undefined} of the mail that is on its way */
  let wanted;
  const isCut = () => client.destroyed;
  const cut = () => {
    if (wanted) cuts.note(wanted);
    client.destroy();
    relay.destroy();
  };
  /** @param {import('./smtp-dialogue.mjs').ClientPart[]} parts */
  const toRelay = (parts) => {
    for (const { piece, bytes, isEnd } of parts) {
      if (isCut()) return;
      if (piece === 'mail') wanted = cuts.next();
      if (piece === 'mail' && wanted === 'cut-before-mail') return cut();
      if (piece === 'body' && wanted === 'cut-in-data') {
        // Half of what there is, and never its end; on its way before the connection goes.
        relay.write(bytes.subarray(0, Math.floor((isEnd ? bytes.length - 1 : bytes.length) / 2)), cut);
        client.pause();
        return;
      }
      relay.write(bytes);
    }
  };
  client.on('data', (bytes) => {
    if (!isCut()) toRelay(dialogue.client(bytes));
  });
  relay.on('data', (bytes) => {
    const { answers, released } = dialogue.server(bytes);
    for (const { to, code, bytes: answer } of answers) {
      if (isCut()) return;
      const isYes = code >= 200 && code < 300;
      if (isYes && ((to === 'rcpt' && wanted === 'cut-after-rcpt') || (to === 'dot' && wanted === 'cut-after-dot')))
        return cut();
      client.write(answer);
    }
    if (!isCut()) toRelay(released);
  });
  // An end on one side is an end on the other; a break is a break.
  client.on('end', () => relay.end());
  relay.on('end', () => client.end());
  for (const [socket, other] of [
    [client, relay],
    [relay, client],
  ]) {
    socket?.on('error', () => other?.destroy());
    socket?.on('close', () => other?.destroySoon());
  }
}
