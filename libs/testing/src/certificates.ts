import path from 'node:path';

/** Paths of PEM files. */
interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

const file = (name: string) => path.join(import.meta.dirname, '..', 'certificates', name);
const pair = (name: string): KeyPair => ({ certificate: file(`${name}.pem`), key: file(`${name}.key`) });

/** A certificate authority of the specs' own, and what it has signed; the server's name is `temporal.test`. */
export const testCertificates = {
  /** Path of a PEM file. */
  authority: file('authority.pem'),
  server: pair('server'),
  client: pair('client'),
} as const;
