import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Paths of PEM files. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** A certificate authority of a test's own, with what it has signed. Paths of PEM files in a temporary folder. */
export interface TestCertificates {
  readonly authority: KeyPair;
  readonly server: KeyPair;
  readonly client: KeyPair;
  remove(): Promise<void>;
}

/** No file of the machine decides what is in a certificate. */
const configOf = (serverName: string) => `[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[server]
basicConstraints = CA:FALSE
subjectAltName = DNS:${serverName}
extendedKeyUsage = serverAuth
[client]
basicConstraints = CA:FALSE
extendedKeyUsage = clientAuth
`;

/** Makes them with the program `openssl`, 3.0 or newer; they hold for two days. */
export async function makeCertificates(serverName: string): Promise<TestCertificates> {
  const folder = await mkdtemp(join(tmpdir(), 'dripemails-certificates-'));
  const config = join(folder, 'openssl.cnf');
  await writeFile(config, configOf(serverName));
  const make = async (name: string, signer?: KeyPair): Promise<KeyPair> => {
    const pair = { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
    await promisify(execFile)('openssl', [
      ...['req', '-x509', '-config', config, '-extensions', name, '-subj', `/CN=${name}`, '-days', '2', '-nodes'],
      ...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', pair.certificate, '-keyout', pair.key],
      ...(signer === undefined ? [] : ['-CA', signer.certificate, '-CAkey', signer.key]),
    ]);
    return pair;
  };
  const authority = await make('authority');
  const [server, client] = [await make('server', authority), await make('client', authority)];
  return { authority, server, client, remove: () => rm(folder, { recursive: true }) };
}
