import { readFileSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import { testCertificates } from './certificates.js';

export interface TlsFront {
  /** `127.0.0.1:port`. */
  readonly address: string;
  close(): Promise<void>;
}

const secured = (): TlsOptions => ({
  cert: readFileSync(testCertificates.server.certificate),
  key: readFileSync(testCertificates.server.key),
  ca: readFileSync(testCertificates.authority),
});

/**
 * Takes TLS with a client certificate of the authority and passes what is in it on in plain, as a proxy before a cluster.
 * @param to `host:port`
 */
export async function startTlsFront(to: string): Promise<TlsFront> {
  const [host, port] = [to.slice(0, to.lastIndexOf(':')), Number(to.slice(to.lastIndexOf(':') + 1))];
  const server = createServer({ ...secured(), requestCert: true, ALPNProtocols: ['h2'] }, (outside) => {
    const inside = connect(port, host);
    for (const [one, other] of [
      [outside, inside],
      [inside, outside],
    ] as const)
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
    outside.pipe(inside).pipe(outside);
  });
  return await listening(server);
}

/** Answers every gRPC call by TLS with that it is not allowed, and keeps what the caller showed to be let in. */
export async function startTlsRefuser(): Promise<TlsFront & { readonly shown: readonly (string | undefined)[] }> {
  const shown: (string | undefined)[] = [];
  const server = createSecureServer(secured());
  server.on('stream', (stream, headers) => {
    shown.push(headers.authorization);
    stream.on('error', () => stream.destroy());
    stream.respond(
      { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '16', 'grpc-message': 'not let in' },
      { endStream: true },
    );
  });
  return { ...(await listening(server)), shown };
}

async function listening(server: Server): Promise<TlsFront> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
